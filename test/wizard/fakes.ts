import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {diagnose} from '../../source/diagnosis/diagnose.ts';
import type {Flow} from '../../source/diagnosis/flow.ts';
import {type Change, creating, type Remedy} from '../../source/diagnosis/remedy.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {noFacts} from '../../source/incident/facts.ts';
import type {Retry, WizardServices} from '../../source/wizard/services.ts';
import {fakeReads} from '../support/fake-reads.ts';

export const identity = {
	accountId: '123456789012',
	arn: 'arn:aws:sts::123456789012:assumed-role/oncall/anna',
	region: 'eu-west-1',
	partition: 'aws',
};

export const machine = (name: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') => ({
	arn: `arn:aws:states:eu-west-1:123456789012:stateMachine:${name}`,
	name,
	type,
	createdAt: null,
});

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
	answer: 'The policy of orders-role lacks logs:PutResourcePolicy.',
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

export const redrive = (run: Retry['run']): Retry => ({
	kind: 'redrive',
	title: 'Redrive the execution nightly-42',
	sideEffects: 'The tasks after the failed state run again.',
	change: null,
	command: 'aws stepfunctions redrive-execution',
	input: null,
	run,
});

/** A clock on which a person is never fast: each look at it is a tenth of a second later. */
export function slowClock() {
	let time = 0;
	return {
		now() {
			time += 100;
			return time;
		},
		sleep: async () => {},
	};
}

/** A role whose policy is missing until it is written; what was written is in `applied`. */
export function fakeServices(overrides: Partial<WizardServices> = {}) {
	const applied: Change[] = [];
	const logging = check('log-policy', async () =>
		applied.length > 0 ? ok : problem(remedy('logs')),
	);
	const trust = check('trust', async () => ok);
	const denied = flow('log-destination-denied', [trust, logging], 'Logs cannot be delivered');
	const services: WizardServices = {
		identity,
		clock: slowClock(),
		flows: [denied],
		generalChecks: loading(trust),
		listStateMachines: async () => [machine('orders'), machine('billing', 'EXPRESS')],
		listRoles: async () => [
			{arn: 'arn:aws:iam::123456789012:role/orders-role', name: 'orders-role'},
		],
		listLogGroups: async () => [
			{arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/orders', name: '/orders'},
		],
		understand: text => ({
			text,
			facts: noFacts,
			matches: text.includes('AccessDenied')
				? [{flow: denied.id, confidence: 'certain', quoted: [text.slice(0, 60)]}]
				: [],
		}),
		missingInput: async () => null,
		subjectOf: (choice): Subject => {
			const place = {partition: 'aws', region: identity.region, accountId: identity.accountId};
			const {stateMachineArn, roleArn} = choice;
			return stateMachineArn === null
				? {...place, ...choice, kind: 'not-created', roleArn: roleArn ?? ''}
				: {...place, ...choice, kind: 'state-machine', stateMachineArn};
		},
		lastFailure: async () => null,
		diagnose: (checks, subject, onAnswer, onLeftOut) =>
			diagnose(checks, {subject, reads: fakeReads({}), now: () => 0}, onAnswer, onLeftOut),
		async applyChange(change) {
			applied.push(change);
			return {outcome: 'applied'};
		},
		mergeChanges: changes => changes,
		targetOf: change =>
			change.kind === 'role-inline-policy' ? `inline policy ${change.policyName}` : change.kind,
		diffLines: change => [
			...(change.before === null ? [] : [{kind: 'removed', text: change.before} as const]),
			{kind: 'added', text: change.after ?? ''},
		],
		cliCommand: () => 'aws iam put-role-policy --role-name orders-role',
		sizesOf: () => ({before: 0, after: 25, limit: 10_240}),
		...overrides,
	};

	return {services, applied};
}
