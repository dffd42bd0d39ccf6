import {AccountError} from '../../source/account/account-error.ts';
import type {Role} from '../../source/account/iam.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {subjectStateMachine} from './subject-state-machine.ts';

/** The role given by the person or else the state machine's own; null where neither is known. */
async function subjectRoleArn(context: CheckContext): Promise<string | null> {
	return context.subject.roleArn ?? (await subjectStateMachine(context))?.roleArn ?? null;
}

/**
Name of the subject's role. Throws AccountError where no role is known, and where the role belongs to another
account: a role of the same name in this one would be mistaken for it.
*/
export async function subjectRoleName(context: CheckContext): Promise<string> {
	const arn = await subjectRoleArn(context);

	if (arn === null) {
		throw new AccountError(
			'invalid-request',
			'iam:GetRole',
			'no role is known: name it with --role.',
		);
	}

	const accountId = arn.startsWith('arn:') ? arn.split(':')[4] : context.subject.accountId;

	if (accountId !== context.subject.accountId) {
		throw new AccountError(
			'invalid-request',
			'iam:GetRole',
			`the role ${arn} belongs to account ${accountId}, and these credentials are for account ${context.subject.accountId}.`,
		);
	}

	return arn.slice(arn.lastIndexOf('/') + 1);
}

export const subjectRole = async (context: CheckContext): Promise<Role> =>
	context.reads.role(await subjectRoleName(context));

/** AWS keeps these to itself: no policy of theirs can be changed. */
export const isServiceLinked = (role: Role): boolean => role.path.startsWith('/aws-service-role/');

/** For the commands of checks, which are written before anything is read. */
export const roleWord = ({roleArn, ...subject}: Subject): string =>
	roleArn === null
		? `"$(${roleArnCommand(subject)} | sed 's|.*/||')"`
		: shellQuote(roleArn.slice(roleArn.lastIndexOf('/') + 1));

export const roleArnWord = ({roleArn, ...subject}: Subject): string =>
	roleArn === null ? `"$(${roleArnCommand(subject)})"` : shellQuote(roleArn);

const roleArnCommand = ({
	stateMachineArn,
	region,
}: Pick<Subject, 'stateMachineArn' | 'region'>): string =>
	`aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(stateMachineArn ?? '<state machine ARN>')} --query roleArn --output text --region ${region}`;
