import {expect, test} from 'vitest';
import {check as roleAge} from '../../../flows/common/role-age.ts';
import {answered, ask} from '../../support/ask.ts';
import {anAccount, aRole, noon} from '../../support/samples.ts';

const created = (millisecondsAgo: number) =>
	anAccount({roles: [aRole({createdAt: new Date(noon - millisecondsAgo)})]});

test.each([
	[4_000, '4 s'],
	[200_000, '3 min'],
	[299_999, '5 min'],
])('a role of %i ms may need nothing but time', async (age, words) => {
	const {outcome, answer} = await ask(roleAge, created(age));
	expect(outcome).toBe('warning');
	expect(answer).toContain(`created ${words} ago`);
});

test('a role of five minutes is no longer new', async () => {
	expect((await ask(roleAge, created(300_000))).outcome).toBe('ok');
});

test('a clock that is behind makes no role older', async () => {
	expect((await ask(roleAge, created(-2_000))).answer).toContain('created 1 s ago');
});

test('a role without a date, or that may not be read, is unknown', async () => {
	const undated = anAccount({roles: [aRole({createdAt: null})]});
	expect((await ask(roleAge, undated)).outcome).toBe('unknown');
	expect((await answered(roleAge, anAccount({denied: ['role']}))).outcome).toBe('unknown');
	expect(roleAge.decisive).toBe(false);
});
