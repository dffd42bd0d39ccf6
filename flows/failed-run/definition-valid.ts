import type {DefinitionDiagnostic, StateMachine} from '../../source/account/step-functions.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {locationInWords} from '../../source/incident/details/definition-problems.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
export const definitionValid: Check = {
	id: 'definition-valid',
	title: 'Is the definition valid?',
	decisive: true,
	appliesTo: ({stateMachineArn}) => stateMachineArn !== null,
	command: ({region}) =>
		`aws stepfunctions validate-state-machine-definition --definition file://definition.json --severity WARNING --region ${region}`,

	async run(context) {
		const stateMachine = await subjectStateMachine(context);

		return (
			stateMachine &&
			judged(
				await context.reads.validateDefinition(stateMachine.definition, stateMachine.type),
				stateMachine,
				context.subject.region,
			)
		);
	},
};

/** AWS stores no definition that it refuses, so the live one says nothing of the one that was refused. */
function judged(
	diagnostics: readonly DefinitionDiagnostic[],
	{name, arn, type}: StateMachine,
	region: string,
): Answer {
	const errors = diagnostics.filter(({severity}) => severity === 'ERROR');
	const details = diagnostics.map(words);

	if (errors.length > 0) {
		return {
			outcome: 'problem',
			evidence: 'read',
			answer: `No: AWS's validator finds ${errors.length} ${errors.length === 1 ? 'error' : 'errors'} in the live definition of ${name}.`,
			details,
		};
	}

	return {
		outcome: 'unknown',
		evidence: 'read',
		answer: `The live definition of ${name} is; what was refused is not in the account, since AWS stores only what it accepts.`,
		details: [
			...details,
			`Compare with what is live: aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(arn)} --query definition --output text --region ${region}`,
			`Find out with: aws stepfunctions validate-state-machine-definition --definition file://definition.json --type ${type} --severity WARNING --region ${region}`,
		],
	};
}

const words = ({severity, code, message, location}: DefinitionDiagnostic): string =>
	`${severity} ${code}: ${message}${location ? ` (${locationInWords(location)}; ${location})` : ''}`;
