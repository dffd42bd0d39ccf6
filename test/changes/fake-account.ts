import type {Account, Reads, Writes} from '../../source/account/account.ts';
import {AccountError} from '../../source/account/account-error.ts';
import type {LogEvent, LogResourcePolicy} from '../../source/account/cloudwatch-logs.ts';
import type {RolePolicy} from '../../source/account/iam.ts';
import type {
	DefinitionDiagnostic,
	LoggingConfiguration,
	StateMachineType,
} from '../../source/account/step-functions.ts';
import {createFakeClock} from '../practice/fake-clock.ts';

export const accountId = '123456789012';
export const region = 'eu-central-1';
export const machineArn = `arn:aws:states:${region}:${accountId}:stateMachine:orders`;
export const groupArn = `arn:aws:logs:${region}:${accountId}:log-group:/aws/vendedlogs/states/orders`;

export type FakeRole = {path: string; trustPolicy: string; policies: RolePolicy[]};

export type FakeState = {
	region: string;
	roles: Record<string, FakeRole>;
	managed: Record<string, string>;
	accountPolicies: Record<string, string>;
	groupPolicies: Record<string, LogResourcePolicy>;
	logGroups: string[];
	logEvents: LogEvent[];
	definition: string;
	logging: LoggingConfiguration;
	revision: number;
	type: StateMachineType;
	diagnostics: DefinitionDiagnostic[];
};

export type FakeAccount = Account & {
	state: FakeState;
	clock: ReturnType<typeof createFakeClock>;
	/** The names of the writes, in their order. */
	written: string[];
	/** Runs before the named call; may change the state, or throw. */
	before: Record<string, (() => void) | undefined>;
	/** Runs after the named write took place. */
	after: Record<string, (() => void) | undefined>;
	/** How long AWS goes on showing what stood there before a write. */
	lagMilliseconds: number;
};

const unexpected = (name: string) => async (): Promise<never> => {
	throw new Error(`${name} is not expected here`);
};

export function fakeAccount(changed: Partial<FakeState> = {}): FakeAccount {
	const clock = createFakeClock();
	const state: FakeState = {
		region,
		roles: {'orders-role': {path: '/', trustPolicy: '{"Statement":[]}', policies: []}},
		managed: {},
		accountPolicies: {},
		groupPolicies: {},
		logGroups: [],
		logEvents: [],
		definition: '{"StartAt": "Ship",  "States": {"Ship": {"Type": "Succeed"}}}\n',
		logging: {level: 'OFF', includeExecutionData: false, destinations: []},
		revision: 1,
		type: 'STANDARD',
		diagnostics: [],
		...changed,
	};

	let shown = structuredClone(state);
	let shownFrom = 0;

	/** What AWS shows: for a while after a write, what stood there before it. */
	const seen = (): FakeState => (clock.now() < shownFrom ? shown : state);

	const roleIn = (from: FakeState, name: string): FakeRole => {
		const role = from.roles[name];

		if (!role) {
			throw new AccountError('not-found', 'iam:GetRole', `There is no role ${name}.`);
		}

		return role;
	};

	const fake: FakeAccount = {
		state,
		clock,
		written: [],
		before: {},
		after: {},
		lagMilliseconds: 0,
		reads: {} as Reads,
		writes: {} as Writes,
	};

	const read =
		<Arguments extends unknown[], Result>(
			name: string,
			look: (from: FakeState, ...given: Arguments) => Result,
		) =>
		async (...given: Arguments): Promise<Result> => {
			fake.before[name]?.();
			return structuredClone(look(seen(), ...given));
		};

	const write =
		<Arguments extends unknown[], Result>(name: string, perform: (...given: Arguments) => Result) =>
		async (...given: Arguments): Promise<Result> => {
			fake.before[name]?.();
			shown = structuredClone(state);
			const result = perform(...given);
			shownFrom = clock.now() + fake.lagMilliseconds;
			fake.written.push(name);
			fake.after[name]?.();
			return result;
		};

	const expectRevision = (arn: string, revisionId: string | null): void => {
		if ((state.groupPolicies[arn]?.revisionId ?? null) !== revisionId) {
			throw new AccountError('conflict', 'logs:PutResourcePolicy', 'The revision has moved.');
		}
	};

	const newRevision = (): string => {
		state.revision += 1;
		return `r${state.revision}`;
	};

	const setPolicy = (role: string, policy: RolePolicy): void => {
		const {policies} = roleIn(state, role);
		const at = policies.findIndex(({kind, name}) => kind === policy.kind && name === policy.name);
		policies.splice(at === -1 ? policies.length : at, at === -1 ? 0 : 1, policy);
	};

	const dropPolicy = (roleName: string, dropped: (policy: RolePolicy) => boolean): void => {
		const role = roleIn(state, roleName);
		role.policies = role.policies.filter(policy => !dropped(policy));
	};

	fake.reads = {
		identity: read('identity', from => ({
			accountId,
			arn: `arn:aws:sts::${accountId}:assumed-role/engineer/jo`,
			region: from.region,
			partition: 'aws',
		})),
		role: read('role', (from, name: string) => {
			const {path, trustPolicy} = roleIn(from, name);
			return {
				arn: `arn:aws:iam::${accountId}:role${path}${name}`,
				name,
				path,
				trustPolicy,
				createdAt: null,
				permissionsBoundaryArn: null,
				tags: {},
			};
		}),
		rolePolicies: read('rolePolicies', (from, name: string) => roleIn(from, name).policies),
		inlinePolicy: read('inlinePolicy', (from, role: string, policy: string) => {
			const found = roleIn(from, role).policies.find(
				({kind, name}) => kind === 'inline' && name === policy,
			);
			return found?.document ?? null;
		}),
		logGroup: read('logGroup', (from, name: string) =>
			from.logGroups.includes(name)
				? {
						name,
						arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}`,
						class: 'STANDARD' as const,
						kmsKeyArn: null,
						retentionInDays: null,
						createdAt: new Date(0),
					}
				: null,
		),
		accountResourcePolicies: read('accountResourcePolicies', from =>
			Object.entries(from.accountPolicies).map(([name, document]) => ({
				name,
				document,
				logGroupArn: null,
				revisionId: null,
			})),
		),
		logGroupResourcePolicy: read(
			'logGroupResourcePolicy',
			(from, arn: string) => from.groupPolicies[arn] ?? null,
		),
		decodeAuthorization: async () => '{}',
		testState: unexpected('testState'),
		validatePolicy: async () => [],
		trailEvents: async () => ({events: [], isCut: false}),
		lastEvents: async () => null,
		searchEvents: async () => null,
		logStreamNames: async () => null,
		functionLogging: async () => null,
		containerLogging: async () => [],
		logEvents: read('logEvents', from => ({
			events: from.logEvents,
			truncated: false,
			source: 'FilterLogEvents' as const,
		})),
		stateMachine: read('stateMachine', (from, arn: string) => ({
			arn,
			name: 'orders',
			type: from.type,
			createdAt: null,
			definition: from.definition,
			roleArn: `arn:aws:iam::${accountId}:role/orders-role`,
			logging: from.logging,
			tracing: false,
			kmsKeyArn: null,
			revisionId: `r${from.revision}`,
		})),
		validateDefinition: read('validateDefinition', from => from.diagnostics),
		listRoles: unexpected('listRoles'),
		managedPolicy: read('managedPolicy', (from, arn: string) => from.managed[arn] ?? null),
		simulate: unexpected('simulate'),
		logGroupsNamed: unexpected('logGroupsNamed'),
		listLogGroups: unexpected('listLogGroups'),
		logStreamExists: unexpected('logStreamExists'),
		listStateMachines: unexpected('listStateMachines'),
		stateMachineTags: unexpected('stateMachineTags'),
		executions: unexpected('executions'),
		executionsPage: unexpected('executionsPage'),
		execution: unexpected('execution'),
		executedMachine: unexpected('executedMachine'),
		historyPage: unexpected('historyPage'),
		mapRuns: unexpected('mapRuns'),
		mapRun: unexpected('mapRun'),
		mapRunExecutions: unexpected('mapRunExecutions'),
		taskDefinition: unexpected('taskDefinition'),
		listTaskDefinitionFamilies: unexpected('listTaskDefinitionFamilies'),
		clusterServices: unexpected('clusterServices'),
		taskStatus: unexpected('taskStatus'),
		functionRole: unexpected('functionRole'),
		job: unexpected('job'),
		resourcePolicy: unexpected('resourcePolicy'),
	};

	fake.writes = {
		putInlinePolicy: write('putInlinePolicy', (role: string, name: string, document: string) =>
			setPolicy(role, {kind: 'inline', name, arn: null, document}),
		),
		deleteInlinePolicy: write('deleteInlinePolicy', (role: string, policy: string) =>
			dropPolicy(role, ({kind, name}) => kind === 'inline' && name === policy),
		),
		updateTrustPolicy: write('updateTrustPolicy', (role: string, document: string) => {
			roleIn(state, role).trustPolicy = document;
		}),
		createManagedPolicy: write('createManagedPolicy', (name: string, document: string) => {
			const arn = `arn:aws:iam::${accountId}:policy/${name}`;
			state.managed[arn] = document;
			return arn;
		}),
		deleteManagedPolicy: write('deleteManagedPolicy', (arn: string) => {
			delete state.managed[arn];
		}),
		attachRolePolicy: write('attachRolePolicy', (role: string, arn: string) => {
			const document = state.managed[arn] ?? '{}';
			const name = arn.split('/').at(-1) ?? arn;
			setPolicy(role, {kind: 'customer-managed', name, arn, document});
		}),
		detachRolePolicy: write('detachRolePolicy', (role: string, policyArn: string) =>
			dropPolicy(role, ({arn}) => arn === policyArn),
		),
		putAccountResourcePolicy: write('putAccountResourcePolicy', (name: string, text: string) => {
			state.accountPolicies[name] = text;
		}),
		deleteAccountResourcePolicy: write('deleteAccountResourcePolicy', (name: string) => {
			delete state.accountPolicies[name];
		}),
		putLogGroupResourcePolicy: write(
			'putLogGroupResourcePolicy',
			(arn: string, name: string, document: string, expected: string | null) => {
				expectRevision(arn, expected);
				state.groupPolicies[arn] = {name, document, logGroupArn: arn, revisionId: newRevision()};
			},
		),
		deleteLogGroupResourcePolicy: write(
			'deleteLogGroupResourcePolicy',
			(arn: string, _name: string, expected: string | null) => {
				expectRevision(arn, expected);
				delete state.groupPolicies[arn];
			},
		),
		createLogGroup: write('createLogGroup', (name: string) => {
			state.logGroups.push(name);
		}),
		deleteLogGroup: write('deleteLogGroup', (name: string) => {
			state.logGroups = state.logGroups.filter(other => other !== name);
		}),
		updateLogging: write('updateLogging', (_arn: string, logging: LoggingConfiguration) => {
			state.logging = logging;
			return newRevision();
		}),
		updateDefinition: write('updateDefinition', (_arn: string, text: string) => {
			state.definition = text;
			return newRevision();
		}),
		redrive: unexpected('redrive'),
		startExecution: unexpected('startExecution'),
	};

	return fake;
}
