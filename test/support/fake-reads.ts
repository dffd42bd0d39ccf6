import type {Reads} from '../../source/account/account.ts';
import {AccountError} from '../../source/account/account-error.ts';
import type {LogGroup, LogResourcePolicy} from '../../source/account/cloudwatch-logs.ts';
import type {Role, RolePolicy} from '../../source/account/iam.ts';
import type {StateMachine} from '../../source/account/step-functions.ts';

/** An account held in memory. What a test leaves out is not there. */
export type FakeAccount = {
	stateMachines?: StateMachine[];
	/** State machine ARN to tags. */
	stateMachineTags?: Record<string, Record<string, string>>;
	roles?: Role[];
	/** Role name to policies, the boundary among them. */
	rolePolicies?: Record<string, RolePolicy[]>;
	logGroups?: LogGroup[];
	accountPolicies?: LogResourcePolicy[];
	logGroupPolicies?: LogResourcePolicy[];
	/** Log group name to the names of its streams. */
	streams?: Record<string, string[]>;
	/** ARN of a function to the role that it runs as. */
	functionRoles?: Record<string, string>;
	/** ARN of a resource to the policy that it has itself. */
	resourcePolicies?: Record<string, string>;
	/** Reads that the person running sfn-fix may not make. */
	denied?: Array<keyof Reads>;
	/** Reads answered by the test itself. */
	reads?: Partial<Reads>;
};

/** Reads that answer out of memory, and fail as AWS would. */
export function fakeReads(account: FakeAccount): Reads {
	const refused = (account.denied ?? []).map(name => [name, () => Promise.reject(denied(name))]);
	return {...answering(account), ...account.reads, ...Object.fromEntries(refused)};
}

const denied = (read: string): AccountError =>
	new AccountError(
		'access-denied',
		read,
		`Access denied to ${read}: you are not authorized to do this.`,
		'AccessDeniedException',
	);

const notFound = (what: string): AccountError =>
	new AccountError('not-found', 'fake:Read', `${what} does not exist.`);

function required<Item>(item: Item | undefined, what: string): Item {
	if (item === undefined) {
		throw notFound(what);
	}

	return item;
}

const unanswered = (name: string) => async (): Promise<never> => {
	throw new Error(`The test gives no answer to ${name}.`);
};

const answering = (account: FakeAccount): Reads => ({
	identity: async () => ({
		accountId: '123456789012',
		arn: 'arn:aws:iam::123456789012:user/ana',
		region: 'eu-west-1',
		partition: 'aws',
	}),

	listStateMachines: async () => ({items: account.stateMachines ?? [], complete: true}),
	stateMachine: async arn =>
		required(
			account.stateMachines?.find(candidate => candidate.arn === arn),
			arn,
		),
	stateMachineTags: async arn => account.stateMachineTags?.[arn] ?? {},
	executions: unanswered('executions'),
	executionsPage: unanswered('executionsPage'),
	execution: unanswered('execution'),
	executedMachine: unanswered('executedMachine'),
	historyPage: unanswered('historyPage'),
	mapRuns: unanswered('mapRuns'),
	mapRun: unanswered('mapRun'),
	mapRunExecutions: unanswered('mapRunExecutions'),
	validateDefinition: unanswered('validateDefinition'),
	testState: unanswered('testState'),

	role: async roleName =>
		required(
			account.roles?.find(({name}) => name === roleName),
			roleName,
		),
	listRoles: async () => ({items: account.roles ?? [], complete: true}),
	rolePolicies: async roleName => account.rolePolicies?.[roleName] ?? [],
	inlinePolicy: async (roleName, policyName) =>
		account.rolePolicies?.[roleName]?.find(
			({kind, name}) => kind === 'inline' && name === policyName,
		)?.document ?? null,
	managedPolicy: async arn =>
		Object.values(account.rolePolicies ?? {})
			.flat()
			.find(policy => policy.arn === arn)?.document ?? null,
	simulate: unanswered('simulate'),

	logGroup: async name => account.logGroups?.find(group => group.name === name) ?? null,
	logGroupsNamed: async names => (account.logGroups ?? []).filter(({name}) => names.includes(name)),
	listLogGroups: async prefix => ({
		items: (account.logGroups ?? []).filter(({name}) => name.startsWith(prefix ?? '')),
		complete: true,
	}),
	accountResourcePolicies: async () => account.accountPolicies ?? [],
	logGroupResourcePolicy: async arn =>
		account.logGroupPolicies?.find(({logGroupArn}) => logGroupArn === arn) ?? null,
	logStreamExists: async (name, stream) => account.streams?.[name]?.includes(stream) ?? false,
	logEvents: unanswered('logEvents'),
	decodeAuthorization: unanswered('decodeAuthorization'),
	trailEvents: unanswered('trailEvents'),
	validatePolicy: unanswered('validatePolicy'),
	lastEvents: unanswered('lastEvents'),
	searchEvents: unanswered('searchEvents'),
	logStreamNames: unanswered('logStreamNames'),
	functionLogging: unanswered('functionLogging'),
	containerLogging: unanswered('containerLogging'),

	taskDefinition: unanswered('taskDefinition'),
	listTaskDefinitionFamilies: unanswered('listTaskDefinitionFamilies'),
	clusterServices: unanswered('clusterServices'),
	taskStatus: unanswered('taskStatus'),

	job: async () => null,
	functionRole: async arn => account.functionRoles?.[arn] ?? null,
	resourcePolicy: async arn => account.resourcePolicies?.[arn] ?? null,
});
