import {afterEach, expect, it} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';
import {leavePractice} from './walk.ts';

let terminal: Terminal;

afterEach(() => {
	terminal.kill();
});

const say = (text: string): void => {
	terminal.type(text);
	terminal.press('enter');
};

it('goes from a role that may not be passed to a run that succeeds, with two writes', async () => {
	terminal = openTerminal(['demo', 'pass-role']);
	await terminal.seen('Enter to choose');
	say('nightly-rep');
	await terminal.seen('Press Enter to use the practice error');
	terminal.press('enter');
	await terminal.seen('Check for this');
	terminal.press('enter');
	await terminal.seen(/> 1. Allow role nightly-report-role to pass/);
	terminal.press('enter');
	await terminal.seen(/> 1. Run Render report in the network/);
	terminal.press('enter');
	await terminal.seen(/Apply this change\?/);
	say('y');
	await terminal.seen(
		/definition of state machine nightly-report\nRender report: adds NetworkConfiguration \(2 subnets, [^\n]+\)\nTestState with mocked results: [\s\S]{0,400}Apply this change\?/,
	);
	say('y');
	await terminal.seen('Start it now?');
	say('y');
	await terminal.seen('Fixed and verified.');

	expect(await leavePractice(terminal)).toBe(0);
	expect(terminal.transcript()).toContain('The execution succeeded');
}, 60_000);
