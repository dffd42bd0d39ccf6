import {readdirSync, readFileSync} from 'node:fs';
import {expect, test, vi} from 'vitest';
import {
	all,
	check,
	fakeServices,
	flow,
	loading,
	machine,
	ok,
	problem,
	remedy,
	targetOf,
} from '../run/fakes.ts';
import {openWizard} from './terminal.ts';

const target = targetOf('orders');
const many = Array.from({length: 5000}, (_, index) => machine(`workflow-${index}`));

test('5,000 state machines are filtered and moved through without painting them all', async () => {
	const {services} = fakeServices({listStateMachines: async () => all(many)});
	const {asked, press, live, raw} = openWizard(services);
	await asked('(5,000 state machines)');
	expect(live().length).toBeLessThan(30);
	const before = raw().length;
	await press('4', '9', '9');
	await asked('(15 state machines)');
	await press('End', '↑', '⏎');
	await asked('What went wrong?');

	expect(raw().length - before).toBeLessThan(40_000);
});

test.each([
	[40, 12],
	[40, 24],
	[200, 60],
])('%i columns and %i rows hold every screen', async (columns, rows) => {
	const checks = Array.from({length: 30}, (_, index) =>
		check(`check-${index}`, async () => problem(remedy('a'), remedy('b'))),
	);
	const {services} = fakeServices({
		listStateMachines: async () => all([...many, machine(`注文-${'状態機械'.repeat(15)}`)]),
		flows: [flow('log-destination-denied', checks)],
		applyChange: () => new Promise(() => {}),
	});
	const {asked, press, paste, live} = openWizard(services, {}, {columns, rows});
	const fits = () => {
		expect(live().length).toBeLessThan(rows);
		expect(live()[0]).toContain('Account 123456789012');
	};

	await asked('Which state machine');
	fits();
	await press('注');
	await asked('(1 state machine)');
	fits();
	await press('⏎');
	await asked('What went wrong?');
	fits();
	paste('AccessDenied\n'.repeat(500));
	await asked('Pasted 500 lines');
	fits();
	await press('⏎');
	await asked('Check for this');
	fits();
	await press('⏎');
	await asked('Choose a fix');
	fits();
	await press('⏎');
	await asked('Apply this change?');
	fits();
	await press('y', '⏎');
	await asked('Ctrl-C stops');
	fits();
});

test('a paste of many lines is one text, submitted once', async () => {
	const understood: string[] = [];
	const fakes = fakeServices();
	const {asked, press, paste, live} = openWizard(
		{
			...fakes.services,
			understand(text) {
				understood.push(text);
				return fakes.services.understand(text);
			},
		},
		{target},
	);
	const text = Array.from({length: 1204}, (_, index) => `AccessDenied ${index}`).join('\n');
	await asked('What went wrong?');
	paste(text);
	await asked('Pasted 1,204 lines');
	expect(live().length).toBeLessThan(15);
	await press('⏎');
	await asked('Check for this');

	expect(understood).toEqual([text]);
});

test('200 KB are never repeated on the screen', async () => {
	const {services} = fakeServices();
	const {asked, paste, raw} = openWizard(services, {target});
	await asked('What went wrong?');
	paste('AccessDenied '.repeat(16_000));
	await asked('208,000 characters');

	expect(raw().length).toBeLessThan(10_000);
});

test('without bracketed paste a Return inside of the paste does not submit', async () => {
	let time = 0;
	const {services} = fakeServices({clock: {now: () => time, sleep: async () => {}}});
	const {asked, press, live} = openWizard(services, {target});
	await asked('What went wrong?');
	time = 1000;
	await press('1', '⏎');
	await asked('nothing yet');
	await press('AccessDenied:', '⏎', 'q is not authorized', '⏎', 'b');
	await asked('Pasted 3 lines');
	expect(live().join('\n')).toContain('| q is not authorized');
	time += 30;
	await press('⏎');
	await asked('Check for this');
});

test('a chunk that is pasted over a menu is no command', async () => {
	const {services} = fakeServices();
	const {asked, press} = openWizard(services, {target});
	await asked('What went wrong?');
	await press('quit: bad AccessDenied\rq');
	await asked('| quit: bad AccessDenied');
});

test('what comes from outside cannot steer the terminal', async () => {
	const evil = '\u001B]0;owned\u0007\u001B[2J\u202Eevil\u009B31m\u0007';
	const {services} = fakeServices({
		listStateMachines: async () => ({items: [machine(`orders${evil}`)], complete: true}),
		generalChecks: loading(
			check('trust', async () => ({...ok, answer: `Yes ${evil}`, details: [`Seen ${evil}`]}), evil),
		),
	});
	const {asked, press, exited, all, raw} = openWizard(services);
	await asked('ordersevil');
	await press('⏎');
	await asked('What went wrong?');
	await press('↓', '⏎');

	expect(await exited()).toBe(0);
	expect(all()).toContain('Yes evil');

	for (const steering of ['\u001B]', '\u001B[2J', '\u202E', '\u009B', '\u0007']) {
		expect(raw()).not.toContain(steering);
	}
});

test('a window that becomes smaller still holds the screen', async () => {
	const {services} = fakeServices({listStateMachines: async () => all(many)});
	const {asked, press, live, raw, resize} = openWizard(services);
	await asked('(5,000 state machines)');
	resize({columns: 50, rows: 14});
	// What is typed before it is drawn anew is dropped.
	await vi.waitFor(() => expect(raw()).toMatch(/\[J[\s\S]*Type to filter/));
	await press('4', '9', '9', '9');
	await asked('(1 state machine)');
	await press('⌫', '⌫', '⌫', '⌫');
	await asked('(5,000 state machines)');

	expect(live().length).toBeLessThan(14);
});

test('one long line is shown wrapped, within the window', async () => {
	const {services} = fakeServices();
	const {asked, paste, live} = openWizard(services, {target}, {columns: 40, rows: 12});
	await asked('What went wrong?');
	paste('AccessDenied '.repeat(60));
	await asked('1 line, 780 characters');

	expect(live().length).toBeLessThan(12);
	expect(live().filter(line => line.includes('AccessDenied')).length).toBeGreaterThan(1);
});

test('a screen reader is told what is selected', async () => {
	vi.stubEnv('INK_SCREEN_READER', 'true');
	const {services} = fakeServices();
	const {seen, press, exited} = openWizard(services);
	await seen('(selected) 1. orders');
	await press('↓');
	await seen('(selected) 2. billing');
	await press('^C');
	vi.unstubAllEnvs();

	expect(await exited()).toBe(130);
});

test('nothing is painted past the sanitiser', () => {
	const wizard = new URL('../../source/wizard/', import.meta.url);
	const painting = readdirSync(wizard, {recursive: true, encoding: 'utf8'})
		.filter(path => path.endsWith('.tsx'))
		.filter(path => /import \{[^}]*\bText\b/.test(readFileSync(new URL(path, wizard), 'utf8')));

	expect(painting).toEqual(['components/words.tsx']);
});
