import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {LogEventPage} from '../account/cloudwatch-logs.ts';
import type {Clock} from '../clock.ts';
import {keepRecent} from './keep-recent.ts';

/**
 * State machines share log groups: each group is read once for all of them. One group after the other, since the rate
 * allows no more: side by side, each would take so long that it is cut short, and all would be in memory at once.
 */
export function sharedLogs(
	read: Reads['logEvents'],
	{now}: Pick<Clock, 'now'>,
): Reads['logEvents'] {
	const kept = keepRecent<LogEventPage>(
		({events}) => events.reduce((sum, {message}) => sum + message.length, 1),
		error => error instanceof AccountError && ['access-denied', 'not-found'].includes(error.kind),
	);
	let queue: Promise<unknown> = Promise.resolve();

	return ({to, ...query}) =>
		kept(JSON.stringify([query.logGroup.name, query.executionArn, to - query.from]), () => {
			const answer = queue.then(async () => {
				const readAt = now();
				return {...(await read({...query, to: Math.max(to, readAt)})), readAt};
			});
			queue = answer.catch(() => {});
			return answer;
		});
}
