import {expect, test} from 'vitest';
import {check as loggingConfiguration} from '../../../flows/log-delivery/logging-configuration.ts';
import {concerningChecks} from '../../../source/diagnosis/diagnose.ts';
import {answered, ask} from '../../support/ask.ts';
import {
	anAccount,
	aStateMachine,
	aSubject,
	notCreatedYet,
	ordersArn,
	ordersLogGroup,
	ordersLogGroupArn,
} from '../../support/samples.ts';

const loggingTo = (...destinations: string[]) =>
	anAccount({
		stateMachines: [
			aStateMachine({logging: {level: 'ERROR', includeExecutionData: true, destinations}}),
		],
	});

const off = anAccount({
	stateMachines: [
		aStateMachine({logging: {level: 'OFF', includeExecutionData: false, destinations: []}}),
	],
});

const mended = [
	{
		kind: 'logging-configuration',
		action: 'update',
		stateMachineArn: ordersArn,
		revisionId: 'revision-1',
		before: expect.any(String),
		after: JSON.stringify({
			level: 'ERROR',
			includeExecutionData: true,
			destinations: [{cloudWatchLogsLogGroup: {logGroupArn: `${ordersLogGroupArn}:*`}}],
		}),
	},
];

test('one destination that ends in :* is fine', async () => {
	const {outcome, answer} = await ask(loggingConfiguration, anAccount());
	expect(outcome).toBe('ok');
	expect(answer).toContain(`level ALL to ${ordersLogGroupArn}:*`);
});

test('a destination without :* is mended, and nothing else of the configuration is', async () => {
	const {outcome, answer, remedies} = await ask(loggingConfiguration, loggingTo(ordersLogGroupArn));
	expect(outcome).toBe('problem');
	expect(answer).toContain('does not end in :*');
	expect(remedies?.map(({id}) => id)).toEqual(['set-log-destination']);
	expect(remedies?.[0]?.changes).toEqual(mended);
	expect(remedies?.[0]?.changes[0]?.before).toBe(
		JSON.stringify({
			level: 'ERROR',
			includeExecutionData: true,
			destinations: [{cloudWatchLogsLogGroup: {logGroupArn: ordersLogGroupArn}}],
		}),
	);
});

test.each([
	['region', ordersLogGroupArn.replace('eu-west-1', 'us-east-1')],
	['account', ordersLogGroupArn.replace('123456789012', '111122223333')],
])('a destination in another %s is mended where the log group is here too', async (what, arn) => {
	const {outcome, answer, remedies} = await ask(loggingConfiguration, loggingTo(`${arn}:*`));
	expect(outcome).toBe('problem');
	expect(answer).toContain(`AWS documents no logging to another ${what}`);
	expect(remedies?.[0]?.changes).toEqual(mended);
});

test('no remedy points to a log group that is not here', async () => {
	const elsewhere = `${ordersLogGroupArn.replace('eu-west-1', 'us-east-1')}:*`;
	const {outcome, remedies, details} = await ask(loggingConfiguration, {
		...loggingTo(elsewhere),
		logGroups: [],
	});
	expect(outcome).toBe('problem');
	expect(remedies).toEqual([]);
	expect(details?.join()).toContain('--log-group');
});

test('two destinations are a problem, mended only with the log group that the person names', async () => {
	const account = loggingTo(`${ordersLogGroupArn}:*`, `${ordersLogGroupArn}-old:*`);
	const alone = await ask(loggingConfiguration, account);
	const named = await ask(
		loggingConfiguration,
		account,
		aSubject({logGroupArn: ordersLogGroupArn}),
	);

	expect(alone.answer).toContain('2 log destinations');
	expect(alone.remedies).toEqual([]);
	expect(named.remedies?.[0]?.changes).toEqual(mended);
});

test('no destination and what is no log group are problems', async () => {
	expect((await ask(loggingConfiguration, loggingTo())).answer).toContain('0 log destinations');
	expect((await ask(loggingConfiguration, loggingTo('arn:aws:s3:::logs'))).answer).toContain(
		'not the ARN of a log group',
	);
});

test('a name with other characters cannot log, and cannot be changed', async () => {
	const {outcome, remedies, requests} = await ask(
		loggingConfiguration,
		anAccount({stateMachines: [aStateMachine({name: 'orders.v2'})]}),
	);
	expect(outcome).toBe('problem');
	expect(remedies).toEqual([]);
	expect(requests?.[0]?.text).toContain('orders.v2');
});

test('logging that is off is no problem by itself', async () => {
	const {outcome, answer} = await ask(loggingConfiguration, off);
	expect(outcome).toBe('ok');
	expect(answer).toContain('OFF');
});

test('while logging is off, the log group that is wanted is judged', async () => {
	const fine = await ask(loggingConfiguration, off, aSubject({logGroupArn: ordersLogGroupArn}));
	const foreign = await ask(
		loggingConfiguration,
		off,
		aSubject({logGroupArn: ordersLogGroupArn.replace('eu-west-1', 'us-east-1')}),
	);

	expect(fine.outcome).toBe('ok');
	expect(fine.answer).toContain(ordersLogGroup);
	expect(foreign.outcome).toBe('problem');
	expect(foreign.answer).toContain('region us-east-1');
});

test('before the state machine exists, the log group that is wanted is judged', async () => {
	expect((await ask(loggingConfiguration, {}, notCreatedYet())).outcome).toBe('ok');
	expect(concerningChecks([loggingConfiguration], notCreatedYet({logGroupArn: null}))).toEqual([]);
});

test('says when another log group is wanted than the configured one', async () => {
	const other = ordersLogGroupArn.replace('orders', 'returns');
	const wanted = await ask(loggingConfiguration, anAccount(), aSubject({logGroupArn: other}));
	const same = await ask(
		loggingConfiguration,
		anAccount(),
		aSubject({logGroupArn: ordersLogGroupArn}),
	);

	expect(wanted.details?.join()).toContain(other);
	expect(same.details).toEqual([]);
});

test('a denied read is unknown', async () => {
	const {outcome} = await answered(loggingConfiguration, anAccount({denied: ['stateMachine']}));
	expect(outcome).toBe('unknown');
});
