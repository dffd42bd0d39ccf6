import {AccountError} from '../../source/account/account-error.ts';
import type {LogGroup} from '../../source/account/cloudwatch-logs.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {bareLogGroupArn, parseLogGroupArn} from './log-group-arn.ts';
import {subjectStateMachine} from './subject-state-machine.ts';

export type WantedLogGroup = {name: string; arn: string};

/** The log group that the person named or else the one that the state machine logs to; null where neither is known. */
export async function wantedLogGroupArn(context: CheckContext): Promise<string | null> {
	if (context.subject.logGroupArn !== null) {
		return bareLogGroupArn(context.subject.logGroupArn);
	}

	const destination = (await subjectStateMachine(context))?.logging.destinations[0];
	return destination === undefined ? null : bareLogGroupArn(destination);
}

/**
 * Name and ARN of the log group that the subject logs to, or is meant to. Throws AccountError where none is known,
 * and where it belongs to another account or region: a log group of the same name here would be mistaken for it.
 */
export async function subjectLogGroup(context: CheckContext): Promise<WantedLogGroup> {
	const arn = await wantedLogGroupArn(context);

	if (arn === null) {
		throw notAskable('no log group is known, since logging is off: name it with --log-group.');
	}

	const parts = parseLogGroupArn(arn);
	const {region, accountId} = context.subject;

	if (!parts) {
		throw notAskable(`${arn} is not the ARN of a log group.`);
	}

	if (parts.region !== region || parts.accountId !== accountId) {
		throw notAskable(
			`the log group ${arn} is in account ${parts.accountId}, region ${parts.region}, and this is account ${accountId}, region ${region}.`,
		);
	}

	return {name: parts.name, arn};
}

const notAskable = (message: string): AccountError =>
	new AccountError('invalid-request', 'logs:DescribeLogGroups', message);

/** With logging off and no log group named, nothing says which log group is meant. */
export const missingInput = async (context: CheckContext): Promise<'log-group' | null> =>
	(await wantedLogGroupArn(context)) === null ? 'log-group' : null;

/** The live log group; null where it does not exist. */
export const liveLogGroup = async (context: CheckContext): Promise<LogGroup | null> =>
	context.reads.logGroup((await subjectLogGroup(context)).name);
