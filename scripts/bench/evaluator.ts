import {evaluateIdentityPolicies} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';

/** Ten policies of AWS's largest size, and requests of which each is answered by a statement far down. */
export function evaluateMany(requests: number): number {
	const policies = Array.from({length: 10}, (_policy, index) => ({
		name: `policy ${index}`,
		document: parsePolicy(
			JSON.stringify({
				Version: '2012-10-17',
				Statement: Array.from({length: 40}, (_statement, number) => ({
					Sid: `S${number}`,
					Effect: 'Allow',
					Action: ['sqs:SendMessage', `sns:Publish${number}*`],
					Resource: [
						`arn:aws:sqs:eu-west-1:123456789012:queue-${index}-${number}-*`,
						`arn:aws:sns:*:123456789012:topic-${number}-?x`,
					],
				})),
			}),
		),
	}));
	let allowed = 0;

	for (let request = 0; request < requests; request += 1) {
		const {answer} = evaluateIdentityPolicies(
			{
				principal: {
					kind: 'aws',
					arn: 'arn:aws:iam::123456789012:role/r',
					accountId: '123456789012',
				},
				action: 'sqs:SendMessage',
				resource: `arn:aws:sqs:eu-west-1:123456789012:queue-${request % 11}-${request % 41}-${request}`,
				context: {},
			},
			{policies, boundary: null},
		);
		allowed += answer === 'allowed' ? 1 : 0;
	}

	return allowed;
}
