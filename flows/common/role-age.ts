import type {Check} from '../../source/diagnosis/check.ts';
import {roleWord, subjectRole} from './subject-role.ts';

const youngMilliseconds = 5 * 60_000;

/**
IAM is eventually consistent and names no bound: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html
Five minutes are our own measure.
*/
export const roleAge: Check = {
	id: 'role-age',
	title: 'Is the role so new that waiting may be all it needs?',
	decisive: false,
	command: subject =>
		`aws iam get-role --role-name ${roleWord(subject)} --query Role.CreateDate --output text`,

	async run(context) {
		const role = await subjectRole(context);

		if (role.createdAt === null) {
			return {
				outcome: 'unknown',
				evidence: 'read',
				answer: `AWS did not say when role ${role.name} was created.`,
			};
		}

		const age = Math.max(0, context.now() - role.createdAt.getTime());

		if (age >= youngMilliseconds) {
			return {
				outcome: 'ok',
				evidence: 'read',
				answer: `No: role ${role.name} was created at ${role.createdAt.toISOString()}.`,
			};
		}

		return {
			outcome: 'warning',
			evidence: 'read',
			answer: `Role ${role.name} was created ${ageWords(age)} ago: repeating the failed step in some minutes may be all it needs.`,
			details: [
				'IAM is eventually consistent: Step Functions may not see a new role or its policies yet.',
				'CloudFormation repeats this very failure up to 10 times by itself; Terraform repeats it until its create timeout.',
			],
		};
	},
};

function ageWords(milliseconds: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
