import {expect, test} from 'vitest';
import {noFacts} from '../../source/incident/facts.ts';
import {all, fakeServices, machine, targetOf} from '../run/fakes.ts';
import {openWizard} from './terminal.ts';

const execution = 'arn:aws:states:eu-west-1:123456789012:execution:billing:night-7';
const consolePage = `https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/${encodeURIComponent(execution)}`;

test.each([
	['an execution ARN', execution, 'Execution night-7 of billing'],
	['the address of a page of the console', consolePage, 'Execution night-7 of billing'],
	['the ARN of one that is not in the list', machine('hidden').arn, 'State machine hidden'],
])('%s pasted into the list is understood', async (_, text, label) => {
	const {asked, seen, paste, press, live} = openWizard(fakeServices().services);
	await asked('or paste an ARN, a URL or the error');
	await press('?');
	await seen('The checks look at one state machine');
	paste(text);
	await asked(`> ${label}`);
	expect(live().join('\n')).not.toContain('no state machine');
	await press('⏎');
	await seen(`State machine: ${label.split(' ').at(-1)}`);
	await asked('What went wrong?');
});

test('an error that names its state machine chooses it, and is not asked for again', async () => {
	const {services} = fakeServices({
		understand: text => ({
			text,
			facts: {...noFacts, stateMachineArn: machine('billing').arn},
			matches: [{flow: 'log-destination-denied', confidence: 'certain', quoted: []}],
		}),
	});
	const {asked, seen, paste, press} = openWizard(services);
	await asked('Which state machine is failing?');
	paste('AccessDenied: first line\nsecond line');
	await asked('> Read this error');
	await press('⏎');
	await seen('State machine: billing');
	await asked('Check for this: Logs cannot be delivered');
});

test('an error that names none is kept for the state machine that is picked then', async () => {
	const {asked, paste, press} = openWizard(fakeServices().services);
	await asked('Which state machine is failing?');
	paste('AccessDenied: first line\nsecond line');
	await asked('> Read this error');
	await press('⏎');
	await asked('It names no state machine: choose the one it came from.');
	await press('⏎');
	await asked('Check for this: Logs cannot be delivered');
});

test('a filter that finds nothing chooses nothing', async () => {
	const {asked, press, live} = openWizard(fakeServices().services);
	await asked('Which state machine is failing?');
	await press('z', 'z', '⏎');
	await asked('(no state machine matches)');
	expect(live().join('\n')).not.toContain('>');
	await press('^U');
	await asked('> 1. orders');
});

test('nothing is chosen from a list without state machines either', async () => {
	const {services} = fakeServices({listStateMachines: async () => all([])});
	const {asked, press, live} = openWizard(services);
	await asked('There is no state machine in region eu-west-1 of account 123456789012.');
	expect(live().join('\n')).not.toContain('(0 state machines)');
	await press('⏎');
	await asked('Which state machine is failing?');
	expect(live().join('\n')).not.toContain('>');
});

const namesBilling = () =>
	fakeServices({
		understand: text => ({
			text,
			facts: {...noFacts, executionArn: execution},
			matches: [{flow: 'log-destination-denied', confidence: 'certain', quoted: []}],
		}),
	});

async function walkToMismatch(wizard: ReturnType<typeof openWizard>): Promise<void> {
	await wizard.asked('What went wrong?');
	wizard.paste('AccessDenied in billing');
	await wizard.asked('| AccessDenied in billing');
	await wizard.press('⏎');
	await wizard.asked(
		'The error mentions the state machine billing, but the checks look at orders.',
	);
	await wizard.asked('> 1. billing, which the error names');
}

test('an error of another state machine than the one chosen is said first, and can choose', async () => {
	const wizard = openWizard(namesBilling().services, {target: targetOf('orders')});
	await walkToMismatch(wizard);
	expect(wizard.all()).not.toContain('Logs cannot be delivered');
	await wizard.press('⏎');
	await wizard.seen('State machine: billing');
	await wizard.asked('Check for this: Logs cannot be delivered');
});

test('the one chosen can be checked all the same', async () => {
	const wizard = openWizard(namesBilling().services, {target: targetOf('orders')});
	await walkToMismatch(wizard);
	await wizard.press('2', '⏎');
	await wizard.asked('Check for this: Logs cannot be delivered');
	await wizard.press('Esc');
	await wizard.asked('Which one do you want to check?');
});

test('an error of another region is said first, and its state machine is not offered here', async () => {
	const elsewhere = execution.replace('eu-west-1', 'us-east-1');
	const {services} = fakeServices({
		understand: text => ({text, facts: {...noFacts, executionArn: elsewhere}, matches: []}),
	});
	const wizard = openWizard(services, {target: targetOf('orders')});
	await wizard.asked('What went wrong?');
	wizard.paste('It failed over there');
	await wizard.asked('| It failed over there');
	await wizard.press('⏎');
	await wizard.asked('The error mentions region us-east-1, but the checks look at eu-west-1.');
	expect(wizard.live().join('\n')).not.toContain('which the error names');
});

test('a permission to start another state machine is no sign of the wrong one', async () => {
	const {services} = fakeServices({
		understand: text => ({
			text,
			facts: {
				...noFacts,
				action: 'states:StartExecution',
				resource: machine('billing').arn,
				stateMachineArn: machine('billing').arn,
			},
			matches: [],
		}),
	});
	const wizard = openWizard(services, {target: targetOf('orders')});
	await wizard.asked('What went wrong?');
	wizard.paste('not authorized to start billing');
	await wizard.asked('| not authorized');
	await wizard.press('⏎');
	await wizard.asked('No known failure fits. Check everything now?');
});

test('those that failed last come first, with when and the error', async () => {
	const now = 10 * 3_600_000;
	const {services} = fakeServices({
		clock: {now: () => now, sleep: async () => {}},
		listStateMachines: async () => all([machine('archive'), machine('billing'), machine('orders')]),
		recentFailures: async () =>
			new Map([
				[machine('billing').arn, {at: new Date(now - 5 * 3_600_000), error: null}],
				[machine('orders').arn, {at: new Date(now - 12 * 60_000), error: 'States.Timeout'}],
			]),
	});
	const {asked, live} = openWizard(services);
	await asked('> 1. orders   STANDARD  failed 12 min ago: States.Timeout');
	expect(
		live()
			.slice(3, 6)
			.map(line => line.trim()),
	).toEqual([
		'> 1. orders   STANDARD  failed 12 min ago: States.Timeout',
		'2. billing  STANDARD  failed 5 h ago',
		'3. archive  STANDARD',
	]);
});

test('the first page is picked from and filtered while the rest arrives, and the choice stays', async () => {
	const first = [machine('archive'), machine('billing')];
	let arrive: (names: string[], isLast?: boolean) => void = () => {};
	const {services} = fakeServices({
		// Memoized, as an account is: who asks later hears what is there.
		listStateMachines: (() => {
			const listeners: Array<(soFar: typeof first) => void> = [];
			const answer = new Promise<ReturnType<typeof all<(typeof first)[number]>>>(resolve => {
				arrive = (names, isLast = false) => {
					const items = [...first, ...names.map(name => machine(name))];

					if (isLast) {
						resolve(all(items));
					}

					for (const tell of isLast ? [] : listeners) {
						tell(items);
					}
				};
			});

			return (onPage: (soFar: typeof first) => void = () => {}) => {
				listeners.push(onPage);
				onPage(first);
				return answer;
			};
		})(),
	});
	const {asked, press} = openWizard(services, {takesPartOfList: true});
	await asked('(2 state machines so far, listing more)');
	await press('End');
	await asked('> 3. It does not exist yet');
	arrive(['catalog']);
	await asked('(3 state machines so far, listing more)');
	await asked('> 4. It does not exist yet');
	await press('o', 'r', 'd');
	await asked('(0 state machines so far, listing more)');
	arrive(['catalog', 'orders'], true);
	await asked('> 4. orders');
	await asked('(1 state machine)');
	await press('⏎');
	await asked('What went wrong?');
});
