import {functionArn, minutes} from './build/names.ts';
import {invokeFunctions, policy} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke, task, topicArn} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'parcel-updates';
const ago = minutes(40);

const definition = inOrder({
	'Look up discount': invoke('parcel-updates-discount', {
		OutputPath: '$',
		ResultPath: '$.discount',
		Catch: [{ErrorEquals: ['States.ALL'], ResultPath: '$.err', Next: 'Notify customer'}],
	}),
	'Notify customer': task('sns:publish', {
		TopicArn: topicArn('parcels'),
		Message: {'parcel.$': '$.parcel', 'customer.$': '$.customer.customerId'},
	}),
});

export const survivedErrorInInput = workflowScenario({
	id: 'survived-error-in-input',
	story:
		'The discount service times out now and then, which a Catch handles. This execution failed anyway.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {
		'invoke-functions': invokeFunctions('parcel-updates-discount'),
		'publish-parcels': policy(allows('sns:Publish', topicArn('parcels'))),
	},
	runs: [{input: {parcel: 'p-77', customer: {customerID: 'c-12'}}, ago}],
	around: () => ({
		taskOutcomes: [
			{
				of: functionArn('parcel-updates-discount'),
				duration: 900,
				failure: {
					error: 'Lambda.Unknown',
					cause:
						'The cause could not be determined because Lambda did not return an error type. Returned payload: {"errorMessage":"States.Timeout while calling the discount service"}',
				},
				result: null,
			},
		],
	}),
});
