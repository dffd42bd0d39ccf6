import {expect, test} from 'vitest';
import {parseLogging, printLogging} from '../../source/account/logging-text.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {applyChange} from '../../source/changes/apply-change.ts';
import {memoryJournal} from '../../source/changes/journal.ts';
import {kindOf} from '../../source/changes/kinds/kind-of.ts';
import {undoChange, undoPlan} from '../../source/changes/undo.ts';
import {type Change, creating, updating} from '../../source/diagnosis/remedy.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import {healthy} from '../../source/practice/scenarios/healthy.ts';
import {createFakeClock} from '../practice/fake-clock.ts';
import {allow, policy} from './sample-changes.ts';

function practice() {
	const clock = createFakeClock();
	const {requestHandler, state} = createPracticeAccount(healthy, clock);
	const credentials = {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'};
	const account = createAccount({region: state.region, credentials, requestHandler, clock});
	return {account, clock, state};
}

type State = ReturnType<typeof practice>['state'];
type Draft = (state: State) => Change;

const first = <Item>([item]: readonly Item[]): Item => {
	if (item === undefined) {
		throw new Error('The scenario has none.');
	}

	return item;
};

const machineOf = ({stateMachines}: State) => first(stateMachines);
const roleName = ({roles}: State) => first(roles).name;
const created = creating(policy(allow('logs:DescribeLogGroups', '*')));

const logPolicy = ({accountId, region, logGroups}: State): string =>
	policy({
		...allow(
			'logs:PutLogEvents',
			`arn:aws:logs:${region}:${accountId}:log-group:${first(logGroups).name}:log-stream:*`,
		),
		Principal: {Service: ['delivery.logs.amazonaws.com']},
	});

const drafts: Record<Change['kind'], Draft> = {
	'role-inline-policy': state => ({
		kind: 'role-inline-policy',
		roleName: roleName(state),
		policyName: 'sfn-fix',
		...created,
	}),
	'role-trust-policy': state => ({
		kind: 'role-trust-policy',
		roleName: roleName(state),
		...updating(
			'',
			policy({
				Effect: 'Allow',
				Principal: {Service: ['states.amazonaws.com', 'events.amazonaws.com']},
				Action: ['sts:AssumeRole'],
			}),
		),
	}),
	'role-managed-policy': state => ({
		kind: 'role-managed-policy',
		roleName: roleName(state),
		policyName: 'sfn-fix',
		policyArn: `arn:aws:iam::${state.accountId}:policy/sfn-fix`,
		...created,
	}),
	'account-log-resource-policy': state => ({
		kind: 'account-log-resource-policy',
		policyName: 'sfn-fix',
		...creating(logPolicy(state)),
	}),
	'log-group-resource-policy': state => ({
		kind: 'log-group-resource-policy',
		logGroupArn: `arn:aws:logs:${state.region}:${state.accountId}:log-group:${first(state.logGroups).name}`,
		policyName: 'sfn-fix',
		revisionId: null,
		...creating(logPolicy(state)),
	}),
	'log-group': () => ({
		kind: 'log-group',
		logGroupName: '/aws/vendedlogs/states/new',
		...creating('{"logGroupName":"/aws/vendedlogs/states/new"}'),
	}),
	'logging-configuration': state => ({
		kind: 'logging-configuration',
		stateMachineArn: machineOf(state).arn,
		revisionId: null,
		...updating('', ''),
	}),
	definition: state => ({
		kind: 'definition',
		stateMachineArn: machineOf(state).arn,
		revisionId: null,
		...updating('', `${machineOf(state).definition}\n`),
	}),
};

const otherLogging = (text: string): string => {
	const logging = parseLogging(text);
	return printLogging({...logging, includeExecutionData: !logging.includeExecutionData});
};

for (const draft of Object.values(drafts)) {
	const kind = draft(practice().state).kind;

	test(`a ${kind} goes over the wire`, async () => {
		const {account, clock, state} = practice();
		const drafted = draft(state);
		const {text, revisionId} = await kindOf(drafted).read(drafted, account.reads);
		const change = {
			...drafted,
			...('revisionId' in drafted ? {revisionId} : {}),
			before: text,
			after: kind === 'logging-configuration' ? otherLogging(text ?? '') : drafted.after,
		} as Change;
		const options = {account, clock, journal: memoryJournal()};

		expect(await applyChange(change, options)).toEqual({outcome: 'applied'});

		if (kind === 'log-group') {
			// Whether it is empty cannot be read here, so it would not be deleted.
			return;
		}

		const entry = first(await options.journal.entries());
		const plan = await undoPlan(entry, account.reads);
		expect(plan).toMatchObject({change: {after: text}});
		expect('change' in plan && (await undoChange(entry, plan.change, options))).toEqual({
			outcome: 'applied',
		});
		expect((await kindOf(change).read(change, account.reads)).text).toBe(text);
	});
}
