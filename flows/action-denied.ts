import type {Flow} from '../source/diagnosis/flow.ts';
import {serviceError} from '../source/incident/called-services.ts';
import {otherProducts} from '../source/incident/other-callers.ts';
import {principalInWords} from '../source/incident/principal.ts';
import {
	byDeployer,
	errorAndCause,
	refusedWhileRunning,
	workFailure,
} from '../source/incident/signs.ts';
import {managedByTool} from './common/managed-by-tool.ts';
import {roleAge} from './common/role-age.ts';
import {stateMachineExists} from './common/state-machine-exists.ts';
import {repeatExecution} from './failed-run/repeat-execution.ts';
import {refusingLayer} from './permissions/denying-layer.ts';
import {furtherPermissions} from './permissions/further-permissions.ts';
import {refusedAction} from './permissions/refused-action.ts';
import {refusedRole} from './permissions/refused-role.ts';

export const actionDenied: Flow = {
	id: 'action-denied',
	title: 'The state machine role lacks a permission',
	examples: [
		'Lambda.AWSLambdaException: User: arn:aws:sts::123456789012:assumed-role/StepFunctions-orders-role/execution is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:123456789012:function:charge:$LATEST because no identity-based policy allows the lambda:InvokeFunction action',
	],
	patterns: [
		...refusedWhileRunning,
		{facts: ({action}) => action === 'states:InvokeHTTPEndpoint', confidence: 'certain'},
		{
			text: /test manifest into the specified output bucket\. Access denied/i,
			confidence: 'certain',
		},
		{text: /\bStates\.(?:Http\.AccessDenied|Permissions)\b/, confidence: 'likely'},
		{text: /Events\.ConnectionResource\.AccessDenied/, confidence: 'certain'},
		{
			text: /Access ?Denied.{0,40}\(Service: [\w ]{2,40}[;,] Status Code: 40[013]/i,
			also: errorAndCause,
			unless: workFailure,
			confidence: 'certain',
		},
		{
			text: /\bStates\.(?:ItemReaderFailed|ResultWriterFailed)\b/,
			also: /access ?denied|forbidden|not authorized/i,
			confidence: 'certain',
		},
		{
			text: /\bStates\.ResultWriterFailed\b/,
			unless: /NoSuchBucket|does not exist|not found|Status Code: (?:301|404)/i,
			confidence: 'likely',
		},
		{
			text: /Encoded authorization failure message|You are not authorized to perform this operation/i,
			also: errorAndCause,
			unless: workFailure,
			confidence: 'certain',
		},
		{
			text: serviceError,
			also: /not authorized|access ?denied|Unauthorized(?:Operation|Access)|Status Code: 403/i,
			unless: workFailure,
			confidence: 'likely',
		},
		{
			text: /Encoded authorization failure message/i,
			unless: new RegExp(`${workFailure.source}|${byDeployer.source}|${otherProducts.source}`, 'i'),
			confidence: 'possible',
		},
	],
	explanation: facts => [
		`A state called another service as the state machine role, and ${principalInWords(facts.principal, 'that role')} lacks ${facts.action ?? 'the permission'}${facts.resource ? ` on ${facts.resource}` : ''}.`,
		...boundary(facts.denial?.policyType ?? null),
	],
	nextSteps: facts => [
		`Allow ${principalInWords(facts.principal, 'the state machine role')}, on ${facts.resource ?? 'the resource that the state uses'}, the action ${facts.action ?? 'that was refused'}.`,
		...(/^lambda:/i.test(facts.action ?? '')
			? [
					'For a Lambda function allow both its ARN and its ARN with ":*", since states often call a version or $LATEST.',
				]
			: []),
		...(facts.action === 'states:InvokeHTTPEndpoint'
			? [
					'An HTTP task also needs events:RetrieveConnectionCredentials on its connection, and secretsmanager:GetSecretValue and secretsmanager:DescribeSecret on the secret of that connection.',
				]
			: []),
		'Some calls need a second action that only shows up next (batch:TagResource, ecs:TagResource, the Describe and Stop actions of .sync): sfn-fix check lists all that the definition needs.',
		'Then redrive the failed execution.',
	],
	checks: [
		stateMachineExists,
		refusedRole,
		refusingLayer,
		refusedAction,
		furtherPermissions,
		roleAge,
		managedByTool,
	],
	retry: repeatExecution,
	references: [
		{
			title: 'Creating an IAM role for your state machine',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html',
		},
		{
			title: 'Troubleshoot access denied error messages',
			url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
		},
	],
};

function boundary(policyType: string | null): string[] {
	if (policyType === null) {
		return [
			'The message does not say which kind of policy refused it; most often the role simply has no Allow.',
		];
	}

	return policyType === 'identity-based policy'
		? ['No policy of the role allows it: one Allow of exactly this helps.']
		: [
				`It is the ${policyType} that does not allow it, so an Allow on the role alone will not help.`,
			];
}
