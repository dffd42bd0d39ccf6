import type {WizardOptions, WizardServices} from '../../source/wizard/services.ts';
import {fakeServices, machine} from './fakes.ts';
import {openWizard} from './terminal.ts';

/** Straight to the first change that is asked about, on a state machine and an error given beforehand. */
export async function openAtChange(
	overrides: Partial<WizardServices> = {},
	options: WizardOptions = {},
) {
	const fakes = fakeServices(overrides);
	const target = {kind: 'state-machine', arn: machine('orders').arn} as const;
	const wizard = openWizard(fakes.services, {target, text: 'AccessDenied', ...options});
	await wizard.asked('Check for this');
	await wizard.press('⏎');
	await wizard.asked('How shall it be mended?');
	await wizard.press('⏎');
	return {...wizard, ...fakes};
}
