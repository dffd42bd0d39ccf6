import {functionArn, region} from './names.ts';

/** How a run ends, and whether that reaches the logs. */
export type ExpressEnding = 'succeeded' | 'failed' | 'not-logged';

const basket = '{"basket":"b-20417","customer":"c-881","currency":"EUR"}';
const priced = '{"basket":"b-20417","total":84.5,"currency":"EUR"}';
const called = JSON.stringify({
	FunctionName: functionArn('basket-pricing-prepare'),
	Payload: JSON.parse(basket),
});
const whole = {truncated: false};

/** Each `after` so many milliseconds from the start. */
export function eventsOf(roleArn: string, ending: ExpressEnding) {
	const beginning = [
		{
			type: 'ExecutionStarted',
			after: 0,
			details: {input: basket, inputDetails: whole, roleArn},
		},
		{
			type: 'TaskStateEntered',
			after: 12,
			details: {input: basket, inputDetails: whole, name: 'Prepare'},
		},
		{
			type: 'TaskScheduled',
			after: 14,
			details: {resource: 'invoke', resourceType: 'lambda', region, parameters: called},
		},
	];

	return ending === 'not-logged' ? beginning : [...beginning, ...endings[ending]];
}

const failure = {
	error: 'PriceListUnavailable',
	cause: 'No price list for currency EUR is valid on this day',
};

const endings = {
	succeeded: [
		{
			type: 'TaskSucceeded',
			after: 420,
			details: {
				output: priced,
				outputDetails: whole,
				resource: 'invoke',
				resourceType: 'lambda',
			},
		},
		{
			type: 'TaskStateExited',
			after: 425,
			details: {name: 'Prepare', output: priced, outputDetails: whole},
		},
		{
			type: 'ExecutionSucceeded',
			after: 431,
			details: {output: priced, outputDetails: whole},
		},
	],
	failed: [
		{
			type: 'TaskFailed',
			after: 380,
			details: {...failure, resource: 'invoke', resourceType: 'lambda'},
		},
		{type: 'ExecutionFailed', after: 384, details: failure},
	],
};
