import type {RunOptions, RunServices} from '../../source/run/services.ts';
import {fakeServices, targetOf} from '../run/fakes.ts';
import {openWizard} from './terminal.ts';

/** Straight to the first change that is asked about, on a state machine and an error given beforehand. */
export async function openAtChange(overrides: Partial<RunServices> = {}, options: RunOptions = {}) {
	const fakes = fakeServices(overrides);
	const target = targetOf('orders');
	const wizard = openWizard(fakes.services, {target, text: 'AccessDenied', ...options});
	await wizard.asked('Check for this');
	await wizard.press('⏎');
	await wizard.asked('Choose a fix');
	await wizard.press('⏎');
	return {...wizard, ...fakes};
}
