import {type Check, stateMachineCheck} from '../../source/diagnosis/check.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {judgeDenied, namesOf, needsOf} from './denied-action.ts';
import {needDetails} from './need-details.ts';
import {needsAnswer} from './needs-answer.ts';

/** AWS names one denied action; the state that failed can be denied the next one as soon as that is allowed. */
export const check: Check = stateMachineCheck({
	id: 'failed-state-permissions',
	title: 'The role has every other permission the failed state needs',
	decisive: true,
	findOut: subject => [describeStateMachine(subject, 'definition')],

	async run(context) {
		const {permissions, others} = await judgeDenied(context);

		if (others.length === 0) {
			return null;
		}

		const needs = needsOf(others);
		const states = namesOf(needs);
		const {name} = permissions.role;

		return needsAnswer(
			{
				permissions,
				judged: others,
				unknown: [],
				healthy: `Role ${name} is allowed everything else that ${states} needs.`,
				remedy: {
					id: 'grant-failed-state',
					title: `Grant role ${name} everything else that ${states} needs`,
				},
				details: needDetails(needs, others),
			},
			context,
		);
	},
});
