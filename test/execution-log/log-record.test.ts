import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseLogRecord} from '../../source/execution-log/log-record.ts';

const line = (message: string) => ({
	message,
	timestamp: 1_790_000_000_000,
	ingestedAt: 1_790_000_004_000,
	stream: 'states/pricing/2026-09-21-13-33/1f0c',
});

const arn = 'arn:aws:states:eu-west-1:123456789012:express:pricing:basket-7:0b1f-4a';

describe('a line of the log group', () => {
	it('is read as Step Functions writes it, with ids and times as texts', () => {
		const message = JSON.stringify({
			id: '5',
			type: 'ExecutionFailed',
			details: {error: 'Boom', cause: 'It went off'},
			redrive_count: '0',
			previous_event_id: '4',
			event_timestamp: '1789999999123',
			execution_arn: arn,
		});

		expect(parseLogRecord(line(message))).toEqual({
			executionArn: arn,
			type: 'ExecutionFailed',
			id: 5,
			previousId: 4,
			at: 1_789_999_999_123,
			details: {error: 'Boom', cause: 'It went off'},
			ingestedAt: 1_790_000_004_000,
			stream: 'states/pricing/2026-09-21-13-33/1f0c',
		});
	});

	it.each([5, '5'])('takes the id %j as a number or as a text', id => {
		const message = JSON.stringify({id, type: 'X', execution_arn: arn, event_timestamp: 12});
		expect(parseLogRecord(line(message))).toMatchObject({id: 5, at: 12});
	});

	it.each([undefined, null, '', 'soon', -1, '1e300', {}, '99999999999999999'])(
		"falls back on the line's own time where the event's is %j",
		event_timestamp => {
			const message = JSON.stringify({type: 'X', execution_arn: arn, event_timestamp});
			expect(parseLogRecord(line(message))).toMatchObject({id: null, at: 1_790_000_000_000});
		},
	);

	it.each(['', 'plain text', '{"type":"X","execution', '[]', 'null', '7', '"text"', '{"type":7}'])(
		'is no event where it says %j',
		message => {
			expect(parseLogRecord(line(message))).toBeNull();
		},
	);

	it('is either an event with a time that can be shown, or none, whatever it says', () => {
		const event = fc.record(
			{
				id: fc.anything(),
				type: fc.oneof(fc.string(), fc.anything()),
				details: fc.anything(),
				event_timestamp: fc.oneof(fc.double(), fc.string(), fc.bigInt().map(String)),
				execution_arn: fc.oneof(fc.constant(arn), fc.anything()),
			},
			{requiredKeys: []},
		);
		const texts = fc.oneof(fc.string(), fc.json(), event.map(safeJson));

		fc.assert(
			fc.property(texts, text => {
				const record = parseLogRecord(line(text));
				expect(record === null || new Date(record.at).toISOString()).toBeTruthy();
			}),
		);
	});
});

function safeJson(value: unknown): string {
	try {
		return JSON.stringify(value) ?? '';
	} catch {
		return '';
	}
}
