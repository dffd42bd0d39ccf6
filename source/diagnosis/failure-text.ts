import type {FollowedFailure} from './followed-failure.ts';
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
			...(root.error === null && status !== 'FAILED' && {status}),
			error: root.error,
			cause: root.cause,
		},
		null,
		2,
	);
}

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
