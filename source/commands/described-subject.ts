import type {Reads} from '../account/account.ts';
import type {Subject} from '../diagnosis/subject.ts';

/** For reports: the subject with the role and the log group that its state machine has, as far as they can be read. */
export async function describedSubject(subject: Subject, reads: Reads): Promise<Subject> {
	if (subject.stateMachineArn === null) {
		return subject;
	}

	const stateMachine = await reads.stateMachine(subject.stateMachineArn).catch(() => null);
	const destination = stateMachine?.logging.destinations[0]?.replace(/:\*$/, '') ?? null;

	return {
		...subject,
		roleArn: subject.roleArn ?? stateMachine?.roleArn ?? null,
		logGroupArn: subject.logGroupArn ?? destination,
	};
}
