import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {diagnose} from '../../source/diagnosis/diagnose.ts';
import type {Flow} from '../../source/diagnosis/flow.ts';
import {type Change, creating, type Remedy} from '../../source/diagnosis/remedy.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {notReadAtAll} from '../../source/evidence/evidence.ts';
import {notProven} from '../../source/evidence/proof.ts';
import {noFacts} from '../../source/incident/facts.ts';
import type {RunServices} from '../../source/run/services.ts';
import {fakeReads} from '../support/fake-reads.ts';

export const identity = {
	accountId: '123456789012',
	arn: 'arn:aws:sts::123456789012:assumed-role/oncall/anna',
	region: 'eu-west-1',
	partition: 'aws',
};

export const location = {
	partition: 'aws',
	region: 'eu-west-1',
	accountId: '123456789012',
	profile: null,
	endpointUrl: null,
};

export const machine = (name: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') => ({
	arn: `arn:aws:states:eu-west-1:123456789012:stateMachine:${name}`,
	name,
	type,
	createdAt: null,
});

export const all = <Item>(items: Item[]) => ({items, complete: true});

export const targetOf = (name: string) =>
	({
		kind: 'state-machine',
		arn: machine(name).arn,
		region: 'eu-west-1',
		accountId: '123456789012',
	}) as const;

export const inlinePolicy = (policyName: string): Change => ({
	kind: 'role-inline-policy',
	roleName: 'orders-role',
	policyName,
	...creating('{"Version": "2012-10-17"}'),
});

export const remedy = (id: string, fields: Partial<Remedy> = {}): Remedy => ({
	id,
	title: `Add the statement ${id}`,
	why: 'The role cannot deliver logs without it.',
	widens: null,
	changes: [inlinePolicy(id)],
	...fields,
});

export const problem = (...remedies: Remedy[]): Answer => ({
	outcome: 'problem',
	evidence: 'read',
	answer: 'The policy of orders-role does not allow logs:PutResourcePolicy.',
	details: ['Looked at 2 inline policies.'],
	remedies,
});

export const ok: Answer = {outcome: 'ok', evidence: 'read', answer: 'All 3 policies are seen.'};

export const check = (id: string, run: Check['run'], title = `${id} is right`): Check => ({
	id,
	title,
	decisive: true,
	findOut: () => [['iam', 'get-role', '--role-name', id]],
	run,
});

/** As `flows/general.ts` and each flow name theirs. */
export const loading =
	(...checks: Check[]): Flow['checks'] =>
	() => [Promise.resolve({checks})];

export const flow = (id: string, checks: Check[], title = `The failure ${id}`): Flow => ({
	id,
	title,
	examples: [],
	patterns: [],
	explanation: () => [`What ${id} means.`],
	nextSteps: () => [`Look at ${id}.`],
	references: [{title: 'Step Functions', url: 'https://docs.aws.amazon.com/step-functions/'}],
	checks: loading(...checks),
});

export const redrive: Retry = {
	kind: 'redrive',
	title: 'Redrive the execution nightly-42',
	sideEffects: 'The tasks after the failed state run again.',
	executionArn: 'arn:aws:states:eu-west-1:123456789012:execution:orders:nightly-42',
};

/** A clock on which a person is never fast: each look at it is a tenth of a second later. */
export function slowClock() {
	let time = 0;
	return {
		now() {
			time += 100;
			return time;
		},
		async sleep(milliseconds: number) {
			time += milliseconds;
		},
	};
}

/** A role whose policy is missing until it is written; what was written is in `applied`. */
export function fakeServices(overrides: Partial<RunServices> = {}) {
	const applied: Change[] = [];
	const logging = check('log-policy', async () =>
		applied.length > 0 ? ok : problem(remedy('logs')),
	);
	const trust = check('trust', async () => ok);
	const denied = flow('log-destination-denied', [trust, logging], 'Logs cannot be delivered');
	const services: RunServices = {
		identity,
		location,
		clock: slowClock(),
		groupRetryFor: async () => null,
		ownFix: async () => null,
		newestExecutions: async () => [],
		failuresSince: async (_, since) => ({
			since,
			until: since,
			repeated: 0,
			begunGroup: null,
			failed: 0,
			read: 0,
			groups: [],
			unread: [],
			notes: [],
		}),
		flows: [denied],
		generalChecks: loading(trust),
		async findTarget(target) {
			if (target.kind === 'name') {
				const found = [machine('orders'), machine('billing')].find(
					({name}) => name === target.name,
				);
				return found
					? {kind: 'found', stateMachineArn: found.arn, executionArn: null, mapRunArn: null}
					: {
							kind: 'missing',
							filter: target.name,
							isGone: true,
							why: `There is no state machine named ${target.name} here.`,
						};
			}

			if (target.accountId !== identity.accountId) {
				const why = `The state machine is in account ${target.accountId}.`;
				return {kind: 'missing', filter: '', isGone: false, why};
			}

			return {
				kind: 'found',
				stateMachineArn: target.kind === 'state-machine' ? target.arn : target.stateMachineArn,
				executionArn: target.kind === 'execution' ? target.arn : null,
				mapRunArn: target.kind === 'map-run' ? target.arn : null,
			};
		},
		listStateMachines: async () => all([machine('orders'), machine('billing', 'EXPRESS')]),
		recentFailures: async () => new Map(),
		listRoles: async () =>
			all([{arn: 'arn:aws:iam::123456789012:role/orders-role', name: 'orders-role'}]),
		listLogGroups: async () =>
			all([{arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/orders', name: '/orders'}]),
		refusedAmong: async () => [],
		driftedAmong: async () => [],
		understand: text => ({
			text,
			facts: noFacts,
			matches: text.includes('AccessDenied')
				? [{flow: denied.id, confidence: 'certain', quoted: [text.slice(0, 60)]}]
				: [],
		}),
		roleOf: async () => 'arn:aws:iam::123456789012:role/orders-role',
		missingInput: async () => null,
		subjectOf: (choice): Subject => {
			const place = {partition: 'aws', region: identity.region, accountId: identity.accountId};
			const {stateMachineArn, roleArn} = choice;
			return stateMachineArn === null
				? {...place, ...choice, kind: 'not-created', roleArn: roleArn ?? ''}
				: {...place, ...choice, kind: 'state-machine', stateMachineArn};
		},
		failureInSight: async () => ({kind: 'none'}),
		changeSince: async () => ({isShown: true, what: null}),
		lastFailure: async () => null,
		gatherEvidence: async () => notReadAtAll(''),
		hurryEvidence() {},
		reviewPolicy: async () => null,
		prove: async () => notProven('The test proves nothing.'),
		askAhead() {},
		diagnose: (checks, subject, onAnswer, onLeftOut) =>
			diagnose(checks, {subject, reads: fakeReads({}), now: () => 0}, onAnswer, onLeftOut),
		settle: async () => [],
		deniedWrite: async () => null,
		markVerified: async () => {},
		async applyChange(change) {
			applied.push(change);
			return {outcome: 'applied'};
		},
		retryFor: async () => null,
		runRetry: async () => ({outcome: 'succeeded', message: 'It ran.'}),
		patchFor: async () => null,
		...overrides,
	};

	return {services, applied};
}
