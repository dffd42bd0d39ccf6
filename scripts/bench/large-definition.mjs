/** A definition of about 1 MB: 3,500 tasks one after the other, each with parameters of its own. */
export function largeDefinition(states = 3500) {
	const name = index => `State ${index}`;
	const queue = index => `https://sqs.eu-west-1.amazonaws.com/123456789012/queue-${index % 500}`;
	const entries = Array.from({length: states}, (_state, index) => [
		name(index),
		{
			Type: 'Task',
			Comment: 'x'.repeat(60),
			Resource: 'arn:aws:states:::sqs:sendMessage',
			Parameters: {QueueUrl: queue(index), 'MessageBody.$': '$'},
			...(index === states - 1 ? {End: true} : {Next: name(index + 1)}),
		},
	]);

	return JSON.stringify({StartAt: name(0), States: Object.fromEntries(entries)});
}

/** A policy of each 50 queues, so that all of them are granted but the last ones. */
export const largePolicies = () =>
	Array.from({length: 9}, (_policy, index) =>
		JSON.stringify({
			Version: '2012-10-17',
			Statement: [
				{
					Effect: 'Allow',
					Action: 'sqs:SendMessage',
					Resource: Array.from(
						{length: 50},
						(_queue, number) => `arn:aws:sqs:eu-west-1:123456789012:queue-${index * 50 + number}`,
					),
				},
			],
		}),
	);
