import {evaluateResourcePolicies} from '../../policy/evaluate.ts';
import {parsePolicy} from '../../policy/parse.ts';
import type {AccountState, LogGroupState} from '../state.ts';

/** Whether the account's policies and the log group's own let CloudWatch Logs deliver into the group. */
export function deliveryMayWrite(group: LogGroupState, state: AccountState): boolean {
	const {partition, region, accountId} = state;
	const policies = state.logResourcePolicies
		.filter(({logGroupArn}) => logGroupArn === null || logGroupArn === group.arn)
		.map(({name, document}) => ({name, document: parsePolicy(document)}));

	return ['logs:CreateLogStream', 'logs:PutLogEvents'].every(action => {
		const decision = evaluateResourcePolicies(
			{
				principal: {kind: 'service', service: 'delivery.logs.amazonaws.com'},
				action,
				resource: `${group.arn}:log-stream:*`,
				context: {
					'aws:SourceAccount': {known: [accountId]},
					'aws:SourceArn': {
						known: [`arn:${partition}:logs:${region}:${accountId}:delivery-source:states`],
					},
				},
			},
			policies,
		);

		return decision.answer === 'allowed';
	});
}
