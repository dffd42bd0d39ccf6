import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Facts} from '../incident/facts.ts';

type Of<Kind extends string, What> = {
	kind: Kind;
	partition: string;
	region: string;
	accountId: string;
	facts: Facts;
} & What;

/** What is under examination. Log group ARNs are without the trailing `:*`. */
export type Subject = StateMachineSubject | NotCreatedSubject;

/** Role and log group that the person names win over the state machine's own. */
export type StateMachineSubject = Of<
	'state-machine',
	{
		stateMachineArn: string;
		executionArn: string | null;
		roleArn: string | null;
		logGroupArn: string | null;
		/** Set where the failure of the execution that the person means was followed into another one. */
		followedFrom?: {stateMachineArn: string; executionArn: string};
	}
>;

/** A state machine whose creation failed, or that is still to be created: its role and log group are examined. */
export type NotCreatedSubject = Of<'not-created', {roleArn: string; logGroupArn: string | null}>;

export const stateMachineArnOf = (subject: Subject): string | null =>
	subject.kind === 'state-machine' ? subject.stateMachineArn : null;

export const executionArnOf = (subject: Subject): string | null =>
	subject.kind === 'state-machine' ? subject.executionArn : null;

/** The subject with the role and the log group of its state machine, as far as they can be read. */
export async function describedSubject(subject: Subject, reads: Reads): Promise<Subject> {
	if (subject.kind === 'not-created') {
		return subject;
	}

	const stateMachine = await reads.stateMachine(subject.stateMachineArn).catch(ifRefused(null));
	const destination = stateMachine?.logging.destinations[0]?.replace(/:\*$/, '') ?? null;

	return {
		...subject,
		roleArn: subject.roleArn ?? stateMachine?.roleArn ?? null,
		logGroupArn: subject.logGroupArn ?? destination,
	};
}
