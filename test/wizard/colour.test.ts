import {expect, test, vi} from 'vitest';
import type {RunOptions} from '../../source/run/services.ts';
import {fakeServices, targetOf} from '../run/fakes.ts';
import {openWizard} from './terminal.ts';

vi.hoisted(() => {
	process.env.FORCE_COLOR = '1';
});

async function paint(options: RunOptions & {colour?: boolean} = {}) {
	const {services} = fakeServices();
	const target = targetOf('orders');
	const {asked, press, exited, all, raw} = openWizard(services, {target, ...options});
	await asked('What went wrong?');
	await press('↓', '⏎');
	await exited();
	// Each outcome has its word, whatever the colour.
	expect(all()).toContain('ok       trust is right');

	return raw();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for
const colour = /\u001B\[[0-9;]*m/;

test('outcomes have a colour besides their word', async () => {
	expect(await paint()).toMatch(colour);
});

test('--no-color takes it away', async () => {
	expect(await paint({colour: false})).not.toMatch(colour);
});

test.each([
	['NO_COLOR', '1'],
	['TERM', 'dumb'],
])('so does %s=%s', async (name, value) => {
	vi.stubEnv(name, value);
	const painted = await paint();
	vi.unstubAllEnvs();

	expect(painted).not.toMatch(colour);
});
