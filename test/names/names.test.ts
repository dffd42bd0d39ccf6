import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {reportJson} from '../../source/commands/report.ts';
import {createRedactor} from '../../source/names/names.ts';
import {learnNames, printNamesBy, redactNames} from '../../source/names/printed-names.ts';
import {jsonText} from '../../source/output/json/json-text.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {byFlags, namedBy, onScreens, type Played, play} from '../run/faces.tsx';
import {personOf} from '../run/person.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

beforeEach(() => printNamesBy(createRedactor()));
afterEach(() => printNamesBy(null));

describe('names in what is printed', () => {
	it('are replaced in ARNs, the same name by the same one', () => {
		const text = redactNames(
			'arn:aws:states:eu-west-1:123456789012:execution:orders:run-41 of arn:aws:states:eu-west-1:123456789012:stateMachine:orders as arn:aws:sts::210987654321:assumed-role/OnCall/anna.',
		);

		expect(text).toBe(
			'arn:aws:states:eu-west-1:000000000001:execution:STATE-MACHINE-1:EXECUTION-1 of arn:aws:states:eu-west-1:000000000001:stateMachine:STATE-MACHINE-1 as arn:aws:sts::000000000002:assumed-role/ROLE-1/SESSION-1.',
		);
		expect(redactNames('The role OnCall runs orders.')).toBe(
			'The role ROLE-1 runs STATE-MACHINE-1.',
		);
	});

	it.each([
		['arn:aws:states:::dynamodb:putItem', 'a service integration'],
		['arn:aws:iam::aws:policy/AWSLambda_FullAccess', 'a policy of AWS'],
		['states.amazonaws.com', 'a service'],
		['dynamodb:PutItem', 'an action'],
		['1764172800000', 'a time in milliseconds'],
		['sfn-fix-permissions', 'what sfn-fix adds'],
	])('stay where they are not the account’s own: %s, %s', text => {
		learnNames({roleName: text});
		expect(redactNames(text)).toBe(text);
	});

	it.each<[string, unknown]>([
		['a field that ends in name', {roleName: 'billing-role'}],
		['a policy', '{"Resource": "arn:aws:iam::123456789012:role/service-role/billing-role"}'],
		['an escaped input', '{"Parameters": "{\\"FunctionName\\": \\"billing-role\\"}"}'],
		['a request', {requestId: 'billing-role'}],
		['a request in a message', '(Service: Sfn, Status Code: 400, Request ID: billing-role)'],
		['a tag of CloudFormation', {'aws:cloudformation:logical-id': 'billing-role'}],
		['a template', 'Properties:\n  RoleName: billing-role\n'],
		[
			'a URL of a queue',
			{QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/billing-role'},
		],
		['the states of a definition', {definition: '{"States": {"billing-role": {}}}'}],
		['a wildcard', 'arn:aws:sqs:eu-west-1:123456789012:billing-role*'],
		['a log group', 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/billing-role:*'],
	])('are learned from %s', (_, value) => {
		learnNames(value);
		expect(redactNames('Why is billing-role not BillingRole?')).toMatch(
			/^Why is [A-Z-]+-\d not [A-Z]+\d\?$/,
		);
	});

	it('are replaced once, however often a text is printed', () => {
		const once = redactNames('arn:aws:iam::123456789012:role/billing-role');
		expect(redactNames(redactNames(once))).toBe(once);
	});

	it('that are words are replaced in ARNs, and leave the words alone', () => {
		expect(redactNames('The state failed: arn:aws:iam::123456789012:role/states')).toBe(
			'The state failed: arn:aws:iam::000000000001:role/ROLE-1',
		);
		learnNames({stateMachineName: 'problem'});
		expect(JSON.parse(jsonText({verdict: 'problem', name: 'orders'}))).toEqual({
			verdict: 'problem',
			name: 'NAME-1',
		});
	});
});

const roleArn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const logGroupArn = (name: string) =>
	`arn:aws:logs:eu-west-1:123456789012:log-group:${name}:log-stream:*`;
const machineArn = (name: string) => `arn:aws:states:eu-west-1:123456789012:stateMachine:${name}`;

describe('what is not a name of the account', () => {
	it.each([
		['an action', roleArn('create-log-stream'), 'logs:CreateLogStream and CreateLogStream'],
		['an action of a stream', logGroupArn('/two/log'), 'logs:CreateLogStream on log-stream'],
		['a type', roleArn('log-group'), 'AWS::Logs::LogGroup, aws_cloudwatch_log_group'],
		['a part of a log group', logGroupArn('/two/orders/x1'), 'Compare the two. Is orders meant?'],
		['a service', machineArn('delivery'), 'delivery.logs.amazonaws.com'],
		['a fix', machineArn('log-delivery'), '(grant-log-delivery)'],
		['a word', machineArn('policy'), 'The trust policy of a role: policy is full.'],
		['a word of a policy', roleArn('Allow'), '"Effect": "Allow", "Allow": 1'],
		['a word after its kind', roleArn('is'), 'The role is old.'],
		['a path', logGroupArn('/orders'), '/home/robin/orders.txt'],
	])('stays: %s', (_, learned, text) => {
		learnNames(learned);
		expect(redactNames(text)).toBe(text);
	});

	it('stays: the name of a call in an event', () => {
		learnNames({name: 'DetachRolePolicy', who: roleArn('orders')});
		expect(redactNames('DetachRolePolicy by orders')).toBe('DetachRolePolicy by ROLE-1');
	});

	it('stays as the caller says: ids of flows, paths of this machine', () => {
		printNamesBy(createRedactor(['log-destination-denied', '/home/robin/orders.txt']));
		learnNames({target: ['log-destination', 'orders']});
		expect(redactNames('log-destination-denied in /home/robin/orders.txt of orders')).toBe(
			'log-destination-denied in /home/robin/orders.txt of STATE-MACHINE-2',
		);
	});
});

describe('a log group', () => {
	it.each(['/acme-bank/settlement/role', '/two', 'acme/policy'])(
		'has one pseudonym for its whole name: %s',
		name => {
			const slash = name.startsWith('/') ? '/' : '';
			learnNames({logGroupName: name});
			expect(redactNames(`Log group ${name} is ${logGroupArn(name)}`)).toBe(
				`Log group ${slash}LOG-GROUP-1 is arn:aws:logs:eu-west-1:000000000001:log-group:${slash}LOG-GROUP-1:log-stream:*`,
			);
		},
	);

	it('keeps what AWS sets before its name', () => {
		expect(redactNames(logGroupArn('/aws/vendedlogs/states/acme/orders'))).toContain(
			':log-group:/aws/vendedlogs/states/LOG-GROUP-1:log-stream:*',
		);
		expect(redactNames('/aws/vendedlogs/states/acme/orders')).toBe(
			'/aws/vendedlogs/states/LOG-GROUP-1',
		);
		learnNames({logGroupName: '/aws/lambda/policy'});
		expect(redactNames('Log group /aws/lambda/policy exists.')).toBe(
			'Log group /aws/lambda/LOG-GROUP-2 exists.',
		);
	});
});

describe('a name that is a word', () => {
	it.each([
		'State machine policy exists.',
		'State machine: policy',
		'There is no state machine named policy in eu-west-1.',
		'The one called "policy" failed.',
		'policy logs at level ALL.',
		'sfn-fix check policy',
		'aws x --state-machine-name policy',
	])('is replaced where it can only be the name: %s', text => {
		learnNames(machineArn('policy'));
		expect(redactNames(text)).toBe(text.replace('policy', 'STATE-MACHINE-1'));
	});
});

/** Of everything in the account that somebody gave a name, and that is no word of AWS. */
function namesIn(state: AccountState): string[] {
	const named = [...state.roles, ...state.stateMachines, ...state.logGroups, ...state.clusters];
	const names = named.map(({name}) => name);
	const parts = names.flatMap(name => [name, name.replace(/^\/aws\/\w+\/(?:states\/)?/, '')]);

	return [state.accountId, ...parts].filter(part => part.length > 5);
}

const leaked = ({account}: Played, printed: string): string[] => [
	...new Set(namesIn(account).filter(name => printed.includes(name))),
];

function scenarioCalled(id: string): Scenario {
	const scenario = scenarios[id];

	if (!scenario) {
		throw new Error(`There is no scenario ${id}.`);
	}

	return scenario;
}

describe('a redacted run', () => {
	const flags = {yes: true, retry: true, usesLastFailure: true, canAsk: false};

	// Every scenario is read with and without --redact beside this; here it is fixed, with a change of each kind.
	const fixed = [
		'log-destination',
		'full-policy',
		'not-created-yet',
		'express-log-group-deleted',
		'express-infrequent-access',
		'pass-role',
		'assume-role',
		'choice-without-default',
		'nested-denied',
	];

	it.each(fixed)('of %s names nothing of the account', async id => {
		const scenario = scenarioCalled(id);
		learnNames(scenario);
		const options = namedBy(scenario, {accountId: '123456789012', region: 'eu-west-1'});
		const played = await play(scenario, options, byFlags(flags, personOf(scenario, 'all yes')));
		expect(leaked(played, played.printed)).toEqual([]);

		if (played.state.subject !== null) {
			const json = jsonText(await reportJson(played.state, played.session));
			expect(leaked(played, json)).toEqual([]);
			expect(schemaErrors('check', JSON.parse(json))).toEqual([]);
		}

		// What is written down stays true.
		const entries = await played.session.journal.entries();
		expect(JSON.stringify(entries)).not.toMatch(/ROLE-\d|000000000001/);
	});

	it.each(['log-destination', 'nested-denied', 'express-failed'])(
		'of %s names nothing of the account on its screens',
		async id => {
			const scenario = scenarioCalled(id);
			learnNames(scenario);
			const played = await play(
				scenario,
				{offeredText: scenario.paste},
				onScreens(personOf(scenario, 'all yes')),
			);
			expect(leaked(played, played.printed)).toEqual([]);
		},
	);
});

describe('--redact', () => {
	const names = /order-fulfillment|123456789012|OnCallEngineer|robin/;

	it.each([
		['demo', ['demo', 'log-destination']],
		['a missing target', ['check', 'order-fulfilmen', '--practice', 'healthy']],
		['JSON', ['check', '--practice', 'log-destination', '--json']],
		['several profiles', ['check', '--all', '--profile', 'order-fulfillment,robin']],
		['SARIF', ['check', '--all', '--practice', 'log-destination', '--sarif']],
		[
			'triage',
			[
				'triage',
				'User: arn:aws:sts::123456789012:assumed-role/order-fulfillment/robin is not authorized to perform: lambda:InvokeFunction',
			],
		],
	])('holds in %s, errors included', async (_, args) => {
		const {stdout, stderr} = await runProgram([...args, '--redact']);
		expect(`${stdout}${stderr}`).not.toMatch(names);
		expect(`${stdout}${stderr}`).toMatch(/-1\b|0{11}1/);
	});

	it('refuses a plan, which could not be applied', async () => {
		const {status, stderr} = await runProgram(['fix', 'orders', '--plan', 'p.json', '--redact']);
		expect(status).toBe(2);
		expect(stderr).toContain('--redact cannot be used with --plan');
	});
});
