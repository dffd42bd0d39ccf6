import {expect, test} from 'vitest';
import {fakeServices} from '../run/fakes.ts';
import {openWizard} from './terminal.ts';

test('leads from the list to a fix that is verified', async () => {
	const {services, applied} = fakeServices();
	const {press, paste, asked, seen, all, exited} = openWizard(services);

	await asked('Which state machine is failing?');
	await press('o', 'r', 'd');
	await asked('(1 state machine)');
	await press('⏎');
	await asked('What went wrong?');
	paste('AccessDeniedException: The state machine IAM Role\nis not authorized');
	await asked('Pasted 2 lines');
	await press('⏎');
	await asked('Check for this: Logs cannot be delivered');
	await press('⏎');
	await asked('Choose a fix');
	await press('⏎');
	await asked('Apply this change? (y/N)');
	await press('?');
	await seen('aws iam put-role-policy');
	expect(applied).toEqual([]);
	await press('y', '⏎');

	expect(await exited()).toBe(0);
	expect(applied).toHaveLength(1);
	expect(all()).toContain('Fixed: the checks now find no problem.');
	expect(all()).toContain('sfn-fix undo');
});
