import {expect, test} from 'vitest';
import {check as payloadSize} from '../../../flows/failed-run/payload-size.ts';
import {grouped} from '../../../source/text.ts';
import {ask} from '../../support/ask.ts';
import {failedTask, withFailure} from '../../support/failed-execution.ts';

const states = {List: {Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true}};
const cause =
	"The state/task 'List' returned a result with a size exceeding the maximum number of bytes service limit.";

test('sizes stand against the limit, and the largest part is named', async () => {
	const input = {rows: 'ä'.repeat(100_000), day: '2026-10-01'};
	const {outcome, answer, details} = await ask(
		payloadSize,
		withFailure({states, events: failedTask('List', 'States.DataLimitExceeded', {cause, input})}),
	);
	const bytes = Buffer.byteLength(JSON.stringify(input));
	expect(outcome).toBe('problem');
	expect(answer).toContain('List returned more than 262,144 bytes');
	expect(details?.[0]).toBe(`input: ${grouped(bytes)} bytes, 76 % of the limit`);
	expect(details).toContain('Largest keys in the input: rows (200,002 bytes), day (12 bytes).');
});

test('an execution that failed of something else tells nothing of it', async () => {
	const account = withFailure({states, events: failedTask('List', 'Busy')});
	expect((await ask(payloadSize, account)).outcome).toBe('unknown');
});
