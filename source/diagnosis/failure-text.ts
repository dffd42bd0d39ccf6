import {detailText} from '../history/event-details.ts';
import {isFailure} from '../history/passages.ts';
import {readText} from '../incident/understand.ts';
import type {FollowedFailure, Root} from './followed-failure.ts';
import {withRefusedStorage} from './map-storage-facts.ts';
import type {Subject} from './subject.ts';

/** The root as one text, ready to be understood as if it had been pasted. */
export function failureText({failure, root, waiting}: FollowedFailure): string {
	const [waits] = waiting;
	const {status} = failure;

	if (status === 'RUNNING' && waits) {
		return JSON.stringify({status, state: waits.state, waitsFor: waits.waitsFor.kind}, null, 2);
	}

	return JSON.stringify(
		{
			...(root.state !== null && {state: root.state}),
			...reporter(root),
			...(root.error === null && status !== 'FAILED' && {status}),
			error: root.error,
			cause: root.cause,
		},
		null,
		2,
	);
}

/**
 * Who wrote the error, where the history shows that AWS did not: it can use any name of AWS's and quote any message.
 * A worker that was given a task token reports after the task was submitted; what fails before that, AWS refused.
 */
function reporter({chain}: Root): {reportedBy?: 'Fail state' | 'worker'} {
	const {type, events = []} = chain?.root ?? {};
	const failure = events.findLast(isFailure);
	const [before] = events.filter(({id}) => id < (failure?.id ?? 0)).slice(-1);
	const isWorker =
		failure?.type === 'ActivityFailed' ||
		(failure?.type === 'TaskFailed' &&
			before?.type === 'TaskSubmitted' &&
			detailText(failure, 'resource')?.endsWith('.waitForTaskToken'));

	return type === 'Fail' ? {reportedBy: 'Fail state'} : isWorker ? {reportedBy: 'worker'} : {};
}

/** The same without what somebody's own code says: waiting for AWS does not change that. */
export const wordsOfAws = (followed: FollowedFailure): string =>
	readText(failureText(followed)).told;

/** What is examined then: the state machine and the execution that the root is in, with what its text leaves out. */
export function rootSubject(subject: Subject, followed: FollowedFailure): Subject {
	const {failure, root} = followed;
	const {arn, stateMachineArn} = root.execution;

	if (subject.kind === 'not-created') {
		return subject;
	}

	const facts = withRefusedStorage(subject.facts, followed);

	return arn === failure.executionArn
		? {...subject, facts, executionArn: arn}
		: {
				...subject,
				facts,
				// An item's state machine is named `orders/label`.
				stateMachineArn: stateMachineArn.replace(/\/[^/]*$/, ''),
				executionArn: arn,
				roleArn: null,
				followedFrom: {
					stateMachineArn: subject.stateMachineArn,
					executionArn: failure.executionArn,
				},
			};
}
