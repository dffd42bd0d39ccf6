import {nameOfArn} from '../aws/arn.ts';
import {targetOf} from '../changes/describe-change.ts';
import {isRoleWritten, standingChanges} from '../changes/journal-entry.ts';
import {ownFix} from '../changes/own-fix.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import {describedSubject, type Subject} from '../diagnosis/subject.ts';
import {roleNameOf} from '../incident/principal.ts';
import type {Session} from './session.ts';

/** That this machine changed the role since the failure; null where it did not. */
export async function roleChangedSince(
	{root: {machine, execution}}: FollowedFailure,
	{journal}: Session,
): Promise<string | null> {
	return machine !== null &&
		execution.stoppedAt !== null &&
		isRoleWritten(await journal.entries(), machine.roleArn, execution.stoppedAt)
		? `sfn-fix changed role ${nameOfArn(machine.roleArn)} from this machine`
		: null;
}

/** The change made from this machine that fixes such a failure and was not undone; null where there is none. */
export async function ownFixOf(
	flow: string,
	subject: Subject,
	{journal, identity: {accountId, region}, location: {endpointUrl}, reads}: Session,
): Promise<string | null> {
	const here = (await journal.entries()).filter(
		entry =>
			entry.accountId === accountId && entry.region === region && entry.endpointUrl === endpointUrl,
	);
	const described = await describedSubject(subject, reads());
	const {facts, roleArn} = described;
	const roleName = roleNameOf(facts.principal) ?? (roleArn && nameOfArn(roleArn));
	const fix = ownFix(standingChanges(here), {flow, subject: described, roleName});
	return fix && `sfn-fix changed ${targetOf(fix.change)} from this machine (change ${fix.id})`;
}
