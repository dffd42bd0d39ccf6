import type {Check} from '../../source/diagnosis/check.ts';
import {agoOf, timeOf} from '../../source/text.ts';
import {getRole, withRole} from './find-out.ts';
import {subjectRole} from './subject-role.ts';

const youngMilliseconds = 5 * 60_000;

/**
 * IAM is eventually consistent and names no bound: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html
 * Five minutes are our own measure.
 */
export const check: Check = {
	id: 'role-age',
	title: 'The role is old enough to have propagated',
	decisive: false,
	findOut: subject => withRole(subject, ({name}) => [getRole(name, 'Role.CreateDate')]),

	async run(context) {
		const role = await subjectRole(context);

		if (role.createdAt === null) {
			return {
				outcome: 'unknown',
				evidence: 'read',
				answer: `AWS does not say when role ${role.name} was created.`,
			};
		}

		const age = Math.max(0, context.now() - role.createdAt.getTime());

		if (age >= youngMilliseconds) {
			return {
				outcome: 'ok',
				evidence: 'read',
				answer: `Role ${role.name} was created at ${timeOf(role.createdAt)}.`,
			};
		}

		return {
			outcome: 'warning',
			evidence: 'read',
			answer: `Role ${role.name} was created ${agoOf(age)}: repeating the failed step in a few minutes can be enough.`,
			details: [
				'IAM is eventually consistent: Step Functions might not see a new role or its policies yet.',
				'CloudFormation repeats this failure up to 10 times; Terraform repeats it until its create timeout.',
			],
		};
	},
};
