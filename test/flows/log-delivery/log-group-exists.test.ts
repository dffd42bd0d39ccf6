import {expect, test} from 'vitest';
import {check as logGroupExists} from '../../../flows/log-delivery/log-group-exists.ts';
import {answered, ask} from '../../support/ask.ts';
import {
	aLogGroup,
	anAccount,
	aStateMachine,
	aSubject,
	notCreatedYet,
	ordersLogGroup,
	ordersLogGroupArn,
} from '../../support/samples.ts';

test('a log group of class STANDARD is fine', async () => {
	const {outcome, answer, details} = await ask(
		logGroupExists,
		anAccount({logGroups: [aLogGroup({retentionInDays: 14})]}),
	);
	expect(outcome).toBe('ok');
	expect(answer).toContain(ordersLogGroup);
	expect(details?.join()).toContain('14 days');
});

test.each(['INFREQUENT_ACCESS', 'DELIVERY'] as const)(
	'whether class %s works is not confirmed',
	async logGroupClass => {
		const {outcome, answer} = await ask(
			logGroupExists,
			anAccount({logGroups: [aLogGroup({class: logGroupClass})]}),
		);
		expect(outcome).toBe('warning');
		expect(answer).toContain('not confirmed');
	},
);

test('one that is missing can be created', async () => {
	const {outcome, remedies} = await ask(logGroupExists, anAccount({logGroups: []}));
	expect(outcome).toBe('problem');
	expect(remedies?.[0]).toMatchObject({
		id: 'create-log-group',
		changes: [{kind: 'log-group', logGroupName: ordersLogGroup, before: null}],
	});
	expect(JSON.parse(remedies?.[0]?.changes[0]?.after ?? '')).toEqual({
		logGroupName: ordersLogGroup,
	});
});

test('a log group whose name only begins like it is another one', async () => {
	const longer = aLogGroup({name: `${ordersLogGroup}-old`, arn: `${ordersLogGroupArn}-old`});
	const {outcome} = await ask(logGroupExists, anAccount({logGroups: [longer]}));
	expect(outcome).toBe('problem');
});

test('a name that starts with aws/ is never created', async () => {
	const arn = 'arn:aws:logs:eu-west-1:123456789012:log-group:aws/states/orders';
	const {outcome, remedies} = await ask(
		logGroupExists,
		anAccount(),
		notCreatedYet({logGroupArn: arn}),
	);
	expect(outcome).toBe('problem');
	expect(remedies).toEqual([]);
});

test('the log group that the person gives wins over the configured one', async () => {
	const arn = 'arn:aws:logs:eu-west-1:123456789012:log-group:/other:*';
	const {answer} = await ask(logGroupExists, anAccount(), aSubject({logGroupArn: arn}));
	expect(answer).toContain('Log group /other does not exist');
});

test.each([
	['region', ordersLogGroupArn.replace('eu-west-1', 'us-east-1')],
	['account', ordersLogGroupArn.replace('123456789012', '111122223333')],
])("one in another %s is not mistaken for this place's of that name", async (_what, arn) => {
	const {outcome} = await answered(logGroupExists, anAccount(), aSubject({logGroupArn: arn}));
	expect(outcome).toBe('unknown');
});

test('without logging and without a log group given, it is unknown which is meant', async () => {
	const off = aStateMachine({
		logging: {level: 'OFF', includeExecutionData: false, destinations: []},
	});
	const {outcome, answer} = await answered(logGroupExists, anAccount({stateMachines: [off]}));
	expect(outcome).toBe('unknown');
	expect(answer).toContain('--log-group');
});

test('a denied read is unknown, with the command for somebody else', async () => {
	const {outcome, details} = await answered(
		logGroupExists,
		anAccount({denied: ['logGroup']}),
		notCreatedYet(),
	);
	expect(outcome).toBe('unknown');
	expect(details.join()).toContain(
		`aws logs describe-log-groups --log-group-name-prefix ${ordersLogGroup} --region eu-west-1`,
	);
});

test.each([
	`${ordersLogGroupArn}:log-stream:one`,
	'arn:aws:s3:::orders',
	'arn:aws:logs:eu-west-1:123456789012:log-group:',
])('%s is not the ARN of a log group', async arn => {
	const {outcome, answer} = await answered(
		logGroupExists,
		anAccount(),
		aSubject({logGroupArn: arn}),
	);
	expect(outcome).toBe('unknown');
	expect(answer).toContain('is not the ARN of a log group');
});
