import {AccountError} from '../../source/account/account-error.ts';
import {nameOfArn, parseArn} from '../../source/aws/arn.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {JudgedNeed} from './judged-need.ts';

/** The role that the error names, where AWS says that it does not exist: nothing is granted on it until it does. */
export async function absentRole(
	missing: readonly JudgedNeed[],
	{reads, subject}: CheckContext,
): Promise<string | null> {
	const {resource: arn} = subject.facts;
	const isAsked =
		arn !== null &&
		/:iam::\d{12}:role\/[^*?]+$/.test(arn) &&
		parseArn(arn)?.accountId === subject.accountId &&
		missing.some(({resource}) => resource === arn);

	if (!isAsked) {
		return null;
	}

	try {
		await reads.role(nameOfArn(arn));
		return null;
	} catch (error) {
		if (error instanceof AccountError) {
			return error.kind === 'not-found' ? arn : null;
		}

		throw error;
	}
}

export const absentWords = (arn: string): string =>
	`Role ${arn} does not exist: no permission on it is granted until it exists.`;
