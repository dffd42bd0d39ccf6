import {accountId, functionArn, minutes, region} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'film-render';
const fn = `${name}-start`;

/** What EC2 encodes into its error: https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html */
const denial = {
	allowed: false,
	explicitDeny: true,
	context: {
		principal: {arn: `arn:aws:sts::${accountId}:assumed-role/${fn}-role/${fn}`},
		action: 'ec2:RunInstances',
		resource: `arn:aws:ec2:${region}:${accountId}:instance/*`,
		conditions: {items: [{key: 'ec2:InstanceType', values: {items: [{value: 'g6.12xlarge'}]}}]},
	},
};
const encoded = Buffer.from(JSON.stringify(denial)).toString('base64url');

export const encodedDenial = workflowScenario({
	id: 'encoded-denial',
	story: 'The function starts an instance, and EC2 refuses it. The error does not say why.',
	name,
	definition: inOrder({'Start render': invoke(fn)}),
	policies: {'invoke-functions': invokeFunctions(fn)},
	runs: [{input: {film: 'f-12'}, ago: minutes(20)}],
	around: () => ({
		taskOutcomes: [
			{
				of: functionArn(fn),
				duration: 1200,
				failure: {
					error: 'ClientError',
					cause: JSON.stringify({
						errorType: 'ClientError',
						errorMessage: `An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. Encoded authorization failure message: ${encoded}`,
					}),
				},
				result: null,
			},
		],
	}),
});
