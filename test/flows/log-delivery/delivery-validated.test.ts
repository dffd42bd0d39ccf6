import {expect, test} from 'vitest';
import {check as deliveryValidated} from '../../../flows/log-delivery/delivery-validated.ts';
import {answered, ask} from '../../support/ask.ts';
import {anAccount, ordersLogGroup} from '../../support/samples.ts';

const stream = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';

test('the stream that AWS leaves behind tells of a delivery that worked', async () => {
	const {outcome} = await ask(
		deliveryValidated,
		anAccount({streams: {[ordersLogGroup]: [stream]}}),
	);
	expect(outcome).toBe('ok');
});

test('its absence is a warning, marked as inferred, and never a problem', async () => {
	const other = anAccount({streams: {[ordersLogGroup]: ['2026/10/01/orders']}});
	const {outcome, details} = await ask(deliveryValidated, other);
	expect(outcome).toBe('warning');
	expect(details?.join()).toContain('AWS does not document this');
});

test('a log group that does not exist holds none, without asking', async () => {
	const {outcome} = await ask(deliveryValidated, {
		...anAccount({logGroups: []}),
		denied: ['logStreamExists'],
	});
	expect(outcome).toBe('warning');
});

test('a denied read is unknown', async () => {
	const {outcome} = await answered(deliveryValidated, anAccount({denied: ['logStreamExists']}));
	expect(outcome).toBe('unknown');
	expect(deliveryValidated.decisive).toBe(false);
});
