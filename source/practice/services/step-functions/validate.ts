import type {
	ValidateStateMachineDefinitionInput,
	ValidateStateMachineDefinitionOutput,
} from '@aws-sdk/client-sfn';
import {validateDefinition} from '../../definition/validate-definition.ts';

export const validateOperations = {
	ValidateStateMachineDefinition(
		input: ValidateStateMachineDefinitionInput,
	): ValidateStateMachineDefinitionOutput {
		const found = validateDefinition(input.definition ?? '', input.type ?? 'STANDARD');
		const shown = found.slice(0, input.maxResults || 100);

		return {
			result: found.some(({severity}) => severity === 'ERROR') ? 'FAIL' : 'OK',
			diagnostics: shown.map(({severity, code, message, location}) => ({
				severity,
				code,
				message,
				...(location && {location}),
			})),
			truncated: shown.length < found.length,
		};
	},
};
