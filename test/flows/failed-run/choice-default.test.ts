import {expect, test} from 'vitest';
import {check as choiceDefault} from '../../../flows/failed-run/choice-default.ts';
import {ask} from '../../support/ask.ts';
import {runtimeError, withFailure} from '../../support/failed-execution.ts';
import {aContext} from '../../support/samples.ts';

const which = {
	Type: 'Choice',
	Choices: [
		{Variable: '$.method', StringEquals: 'card', Next: 'Charge'},
		{Not: {Variable: '$.amount', NumericLessThan: 10}, Next: 'Charge'},
	],
};
const charge = {Type: 'Pass', End: true};
const refuse = {Type: 'Fail', Error: 'UnknownMethod'};
const events = runtimeError(
	'Which',
	'Failed to transition out of the state. The state does not point to a next state.',
	{method: 'voucher', amount: 5},
	'Choice',
);

test('what the rules ask for stands beside what came', async () => {
	const {outcome, details, requests} = await ask(
		choiceDefault,
		withFailure({states: {Which: which, Charge: charge}, events}),
	);
	expect(outcome).toBe('problem');
	expect(details?.slice(0, 2)).toEqual([
		'$.method is "voucher"; the rules expect StringEquals "card"',
		'$.amount is 5; the rules expect NumericLessThan 10',
	]);
	expect(requests?.[0]?.text).toContain('voucher');
});

test('where no target is evident, nothing is offered', async () => {
	for (const more of [{}, {Refuse: refuse, Give_up: refuse}, {Done: {Type: 'Succeed'}}]) {
		const {remedies, details} = await ask(
			choiceDefault,
			withFailure({states: {Which: which, Charge: charge, ...more}, events}),
		);
		expect(remedies).toEqual([]);
		expect(details?.at(-1)).toContain('Which state is right depends');
	}
});

test('the one Fail state beside it is offered', async () => {
	const {remedies, requests} = await ask(
		choiceDefault,
		withFailure({states: {Which: which, Charge: charge, Refuse: refuse}, events}),
	);
	const [change] = remedies?.[0]?.changes ?? [];
	expect(remedies?.map(({id}) => id)).toEqual(['add-default']);
	expect(JSON.parse(change?.after ?? '').States.Which).toEqual({...which, Default: 'Refuse'});
	expect(requests).toEqual([]);
});

test('a Fail state inside of another state is not beside it', async () => {
	const map = {
		Type: 'Map',
		ItemProcessor: {StartAt: 'Refuse', States: {Refuse: refuse}},
		End: true,
	};
	const {remedies} = await ask(
		choiceDefault,
		withFailure({states: {Which: which, Charge: map}, events}),
	);
	expect(remedies).toEqual([]);
});

// The same input fails again in it, or nothing shows that it does not.
test.each<[string, Record<string, object>, string]>([
	[
		'a Default that is a Fail state',
		{Which: {...which, Default: 'Refuse'}, Refuse: refuse},
		'warning',
	],
	[
		'a Default to a state whose path the input does not have',
		{
			Which: {...which, Default: 'Ask'},
			Ask: {Type: 'Pass', Parameters: {'id.$': '$.voucher.id'}, End: true},
		},
		'warning',
	],
	[
		'a Default to a state with an expression',
		{
			Which: {...which, Default: 'Ask'},
			Ask: {Type: 'Pass', Parameters: {'id.$': 'States.MathAdd($.amount, 1)'}, End: true},
		},
		'unknown',
	],
	['other rules', {Which: {...which, Choices: which.Choices.slice(1)}}, 'unknown'],
	['no such state any more', {}, 'unknown'],
	['another type', {Which: charge}, 'unknown'],
])('%s is not called fixed', async (_, states, outcome) => {
	const account = withFailure({
		states: {Charge: charge, ...states},
		ran: {Which: which, Charge: charge},
		events,
	});
	expect((await ask(choiceDefault, account)).outcome).toBe(outcome);
});

test('a Default that was added since is in order', async () => {
	const {outcome} = await ask(
		choiceDefault,
		withFailure({
			states: {
				Which: {...which, Default: 'Charge'},
				Charge: {...charge, Parameters: {'sum.$': '$.amount'}},
			},
			ran: {Which: which, Charge: charge},
			events,
		}),
	);
	expect(outcome).toBe('ok');
});

test('a Choice that failed of a path is none of its matter', async () => {
	const context = aContext(
		withFailure({
			states: {Which: which, Charge: charge},
			events: runtimeError('Which', "Invalid path '$.x': an invalid value.", {}, 'Choice'),
		}),
	);
	expect(await choiceDefault.run(context)).toBe(null);
});
