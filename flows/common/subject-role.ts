import {AccountError} from '../../source/account/account-error.ts';
import type {Role} from '../../source/account/iam.ts';
import {parseArn} from '../../source/aws/arn.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import {subjectStateMachine} from './subject-state-machine.ts';

/** The role that the person named, or else the state machine's own. */
export const subjectRoleArn = async (context: CheckContext): Promise<string | null> =>
	context.subject.roleArn ?? (await subjectStateMachine(context))?.roleArn ?? null;

/**
 * Name of the subject's role. Throws AccountError where no role is known, and where the role belongs to another
 * account: a role of the same name in this one would be mistaken for it.
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

	const {accountId} = context.subject;
	const owner = parseArn(arn)?.accountId ?? accountId;

	if (owner !== accountId) {
		throw new AccountError(
			'invalid-request',
			'iam:GetRole',
			`the role ${arn} belongs to account ${owner}, and your credentials are for account ${accountId}.`,
		);
	}

	return arn.slice(arn.lastIndexOf('/') + 1);
}

export const subjectRole = async (context: CheckContext): Promise<Role> =>
	context.reads.role(await subjectRoleName(context));

/** AWS keeps these to itself: no policy of theirs can be changed. */
export const isServiceLinked = (role: Role): boolean => role.path.startsWith('/aws-service-role/');

export const serviceLinkedRequest = (role: Role): Request => ({
	to: 'the owner of the state machine',
	text: `Role ${role.arn} is a service-linked role, which only AWS can change. Please give the state machine its own role.`,
});
