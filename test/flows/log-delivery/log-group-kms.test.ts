import {expect, test} from 'vitest';
import {check as logGroupKms} from '../../../flows/log-delivery/log-group-kms.ts';
import {answered, ask} from '../../support/ask.ts';
import {
	aLogGroup,
	anAccount,
	aStateMachine,
	notCreatedYet,
	ordersLogGroupArn,
} from '../../support/samples.ts';

const key = 'arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555566667777';
const other = 'arn:aws:kms:eu-west-1:123456789012:key/8888eeee-22bb-33cc-44dd-555566667777';

test('without a key nothing stands in the way', async () => {
	expect((await ask(logGroupKms, anAccount())).outcome).toBe('ok');
	expect((await ask(logGroupKms, anAccount({logGroups: []}), notCreatedYet())).outcome).toBe('ok');
});

test("the log group's key is unknown, with the command and the statement that must be there", async () => {
	const {outcome, answer, details} = await ask(
		logGroupKms,
		anAccount({logGroups: [aLogGroup({kmsKeyArn: key})]}),
	);
	const said = details?.join('\n') ?? '';

	expect(outcome).toBe('unknown');
	expect(answer).toContain(key);
	expect(said).toContain(`aws kms get-key-policy --key-id ${key} --policy-name default`);
	expect(said).toContain('"Service":"logs.eu-west-1.amazonaws.com"');
	expect(said).toContain(`"kms:EncryptionContext:aws:logs:arn":"${ordersLogGroupArn}"`);
	expect(said).not.toContain('delivery.logs.amazonaws.com');
});

test("the state machine's key has to let the delivery decrypt", async () => {
	const {outcome, details} = await ask(
		logGroupKms,
		anAccount({stateMachines: [aStateMachine({kmsKeyArn: other})]}),
	);
	const said = details?.join('\n') ?? '';

	expect(outcome).toBe('unknown');
	expect(said).toContain(`--key-id ${other}`);
	expect(said).toContain('"Service":"delivery.logs.amazonaws.com"');
	expect(said).toContain('arn:aws:logs:eu-west-1:123456789012:*');
	expect(said).not.toContain('kms:EncryptionContext:aws:logs:arn');
});

test('a denied read is unknown', async () => {
	expect((await answered(logGroupKms, anAccount({denied: ['logGroup']}))).outcome).toBe('unknown');
});

test('is not decisive', () => {
	expect(logGroupKms.decisive).toBe(false);
});
