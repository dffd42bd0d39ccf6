import type {DefinitionDiagnostic, StateMachine} from '../../source/account/step-functions.ts';
import type {AwsCommand} from '../../source/aws/command.ts';
import {option} from '../../source/aws/shell-quote.ts';
import {type Answer, type Check, stateMachineCheck} from '../../source/diagnosis/check.ts';
import {locationInWords} from '../../source/incident/details/definition-problems.ts';
import {count} from '../../source/text.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {liveStateMachine} from '../common/subject-state-machine.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
export const check: Check = stateMachineCheck({
	id: 'definition-valid',
	title: 'The definition is valid',
	decisive: true,
	findOut: () => [validateCommand('STANDARD')],

	async run(context) {
		const stateMachine = await liveStateMachine(context);
		const {definition, type} = stateMachine;

		return judged(await context.reads.validateDefinition(definition, type), stateMachine);
	},
});

/** For the file that was to be deployed: what AWS rejects is nowhere in the account. */
const validateCommand = (type: StateMachine['type']): AwsCommand => [
	'stepfunctions',
	'validate-state-machine-definition',
	...option('definition', 'file://definition.json'),
	...option('type', type),
	...option('severity', 'WARNING'),
];

/** AWS stores no definition that it rejects, so the live one says nothing about the rejected one. */
function judged(
	diagnostics: readonly DefinitionDiagnostic[],
	{name, arn, type}: StateMachine,
): Answer {
	const errors = diagnostics.filter(({severity}) => severity === 'ERROR');
	const details = diagnostics.map(words);

	if (errors.length > 0) {
		return {
			outcome: 'problem',
			evidence: 'read',
			answer: `AWS's validator finds ${count(errors.length, 'error')} in the current definition of ${name}.`,
			details,
		};
	}

	return {
		outcome: 'unknown',
		evidence: 'read',
		answer: `Cannot tell: the current definition of ${name} is valid, and AWS does not store a definition that it rejects.`,
		details: [
			...details,
			{
				kind: 'command',
				text: 'Compare with the current definition',
				command: describeStateMachine({stateMachineArn: arn}, 'definition'),
			},
			'Save the rejected definition as definition.json, then validate it with the command below.',
		],
		findOut: [validateCommand(type)],
	};
}

const words = ({severity, code, message, location}: DefinitionDiagnostic): string =>
	`${severity} ${code}: ${message}${location ? ` (${locationInWords(location)}; ${location})` : ''}`;
