import type {Scenario} from '../scenario.ts';
import {functionArn, seconds} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {definition, queueUrl, task} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'parcel-dispatch';
const functions = ['parcel-dispatch-weigh', 'parcel-dispatch-courier'];

const call = (of: string, next: string) =>
	task(
		'lambda:invoke',
		{FunctionName: functionArn(of), 'Payload.$': '$'},
		{ResultPath: null, Next: next},
	);

const workflow = definition('Weigh parcel', {
	'Weigh parcel': call('parcel-dispatch-weigh', 'Choose carrier'),
	'Choose carrier': {
		Type: 'Choice',
		Choices: [{Variable: '$.carrier', StringEquals: 'courier', Next: 'Book courier'}],
		Default: 'Print label',
	},
	'Book courier': call('parcel-dispatch-courier', 'Print label'),
	'Print label': {
		Type: 'Pass',
		Parameters: {'parcel.$': '$.parcel', 'postcode.$': '$.address.postcode'},
		Next: 'Tell warehouse',
	},
	'Tell warehouse': task(
		'sqs:sendMessage',
		{QueueUrl: queueUrl('warehouse'), 'MessageBody.$': '$'},
		{End: true},
	),
});

/** How many failed of each cause. */
export type FailureCounts = {denied: number; courier: number; address: number};

const inputsOf = ({denied, courier, address}: FailureCounts): object[] => {
	const parcel = (index: number) => `p-${4000 + index}`;
	const postcode = (index: number) => ({postcode: String(8000 + (index % 900))});

	return Array.from({length: denied + courier + address}, (_, index) => {
		if (index < denied) {
			return {parcel: parcel(index), carrier: 'post', address: postcode(index)};
		}

		return index < denied + courier
			? {parcel: parcel(index), carrier: 'courier', address: postcode(index)}
			: {parcel: parcel(index), carrier: 'post', pickup: `shop ${index % 40}`};
	});
};

/** One every few seconds, the causes mixed: each is the newest in its turn. */
const spread = (counts: FailureCounts) => {
	const inputs = inputsOf(counts);
	const step = 7;

	return inputs.map((input, index) => ({
		input,
		ago: seconds(120 + ((index * step) % inputs.length) * 10 + (index % 3)),
	}));
};

export const manyFailuresOf = (counts: FailureCounts): Scenario =>
	workflowScenario({
		id: 'many-failures',
		story: 'A release went live at dawn. Customers ask where their parcels are.',
		name,
		definition: workflow,
		policies: {'invoke-functions': invokeFunctions(...functions)},
		runs: spread(counts),
		around: () => ({
			taskOutcomes: [
				{
					of: functionArn('parcel-dispatch-courier'),
					duration: 700,
					failure: {
						error: 'CourierUnavailable',
						cause: JSON.stringify({
							errorType: 'CourierUnavailable',
							errorMessage: 'The courier accepts no parcels today',
							trace: ['CourierUnavailable: The courier accepts no parcels today'],
						}),
					},
					result: null,
				},
			],
		}),
	});

export const manyFailures = manyFailuresOf({denied: 9, courier: 5, address: 3});
