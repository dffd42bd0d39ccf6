import {integrationFor} from '../../../definition/integrations.ts';
import {never, type Steps} from '../steps.ts';
import {managedRuleAsked} from './managed-rule.ts';
import {type Asked, may} from './refusal.ts';
import type {Call} from './work.ts';

/**
 * Step Functions learns the end of a `.sync` job from EventBridge and by asking for it; where the role
 * lets it do neither, the task goes on for ever.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 */
export function* followed(polling: readonly Asked[], call: Call): Steps<void> {
	const {run, actor, integration} = call;
	const rule = integrationFor(integration)?.managedRule?.name;
	const told =
		rule !== undefined && managedRuleAsked(rule, run.state).every(asked => may(asked, actor));

	if (!told && !polling.every(asked => may(asked, actor))) {
		yield never;
	}
}
