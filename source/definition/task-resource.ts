import {parseArn} from '../aws/arn.ts';
import {member} from '../json.ts';
import type {StateAt} from './walk-states.ts';

/**
 * What a Task calls: an integration without `arn:PARTITION:states:::`, `feature:function-arn`,
 * `feature:activity`, or null for anything else.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html
 */
export function integrationNamed({type, value}: StateAt): string | null {
	const resource = member(value, 'Resource');
	const arn = typeof resource === 'string' ? parseArn(resource) : null;

	if (type !== 'Task' || !arn) {
		return null;
	}

	if (arn.service === 'lambda') {
		return 'feature:function-arn';
	}

	if (arn.service !== 'states') {
		return null;
	}

	return arn.resource.startsWith('activity:') ? 'feature:activity' : arn.resource;
}
