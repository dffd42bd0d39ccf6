import {expect, test} from 'vitest';
import {check as definitionValid} from '../../../flows/failed-run/definition-valid.ts';
import type {DefinitionDiagnostic} from '../../../source/account/step-functions.ts';
import {answered} from '../../support/ask.ts';
import {anAccount} from '../../support/samples.ts';

const finding = (given: Partial<DefinitionDiagnostic> = {}): DefinitionDiagnostic => ({
	severity: 'ERROR',
	code: 'MISSING_TRANSITION_TARGET',
	message: "Missing 'Next' target: Pack",
	location: '/States/Pay/Next',
	...given,
});

const validated = (...found: DefinitionDiagnostic[]) =>
	answered(definitionValid, anAccount({reads: {validateDefinition: async () => found}}));

test("the validator's findings, each with its place", async () => {
	const {outcome, details} = await validated(finding());
	expect(outcome).toBe('problem');
	expect(details).toEqual([
		"ERROR MISSING_TRANSITION_TARGET: Missing 'Next' target: Pack (Next of the state Pay; /States/Pay/Next)",
	]);
});

test('a live definition without errors says nothing of the one that was refused', async () => {
	const {outcome, details} = await validated(finding({severity: 'WARNING', code: 'NO_DOLLAR'}));
	expect(outcome).toBe('unknown');
	expect(details.join()).toContain('WARNING NO_DOLLAR');
	expect(details.filter(detail => detail.startsWith('Find out with'))).toEqual([
		expect.stringContaining('--type STANDARD'),
	]);
});

test('a validator that may not be asked leaves it unknown', async () => {
	const {outcome} = await answered(definitionValid, anAccount({denied: ['validateDefinition']}));
	expect(outcome).toBe('unknown');
});
