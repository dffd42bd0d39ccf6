import {type Check, stateMachineCheck} from '../../source/diagnosis/check.ts';
import {failureInSight} from '../../source/diagnosis/failure-in-sight.ts';
import {count, listOf} from '../../source/text.ts';
import {historyCommands} from './failed-run.ts';

/** An execution can succeed although a task failed: a Catch led on. */
export const check: Check = stateMachineCheck({
	id: 'survived-failures',
	title: 'No failure was swallowed by a Catch',
	decisive: false,
	aboutThePast: true,
	findOut: historyCommands,

	async run({subject, reads, now}) {
		if (subject.executionArn === null) {
			return null;
		}

		const sight = await failureInSight(reads, subject, now());
		const survived =
			sight.kind === 'alive' ? sight.followed.survived.filter(({by}) => by === 'catch') : [];

		return survived.length === 0
			? null
			: {
					outcome: 'warning',
					evidence: 'read',
					answer: `${count(survived.length, 'failure')} did not end the execution: ${listOf([...new Set(survived.map(({state, error}) => `${state} failed with ${error ?? 'no error name'}`))])}.`,
					details: survived.map(
						({state, error, cause, next}) =>
							`${state}: ${error ?? 'no error name'}${next ? `; its Catch led to ${next}` : ''}${cause ? `. Cause: ${cause.slice(0, 300)}` : ''}`,
					),
				};
	},
});
