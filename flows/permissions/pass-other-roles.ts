import type {Check} from '../../source/diagnosis/check.ts';
import {simulate, withRole} from '../common/find-out.ts';
import {needsAnswer} from './needs-answer.ts';
import {judgePassing, namesOf} from './pass-role.ts';

/** The error names only the role that was denied: the others can be denied next. */
export const check: Check = {
	id: 'pass-other-roles',
	title: 'The role can pass every other role its states use (iam:PassRole)',
	decisive: true,
	findOut: subject => withRole(subject, ({arn}) => [simulate(arn, ['iam:PassRole'])]),

	async run(context) {
		const {permissions, others} = await judgePassing(context);
		const roles = others.map(({resource}) => resource);
		const {name} = permissions.role;

		return others.length === 0
			? null
			: needsAnswer(
					{
						permissions,
						judged: others,
						unknown: [],
						healthy: `Role ${name} can pass ${namesOf(roles)}.`,
						remedy: {
							id: 'grant-pass-other-roles',
							title: `Allow role ${name} to pass ${namesOf(roles)}`,
						},
						details: [],
					},
					context,
				);
	},
};
