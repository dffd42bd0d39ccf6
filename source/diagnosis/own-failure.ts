import type {ExecutedMachine, Execution} from '../account/step-functions.ts';
import type {Chain} from '../history/chain.ts';
import type {Link, LinkKind} from '../history/failure.ts';
import {waitingStates} from '../history/waiting.ts';
import type {FollowedFailure, Root, WaitingIn} from './followed-failure.ts';
import type {ReadChain} from './read-chain.ts';

/** What one execution itself says of its end: the chain inside it, and what waits or waited. */
export function ownFailure(
	execution: Execution,
	machine: ExecutedMachine | null,
	read: ReadChain | string,
	kind: LinkKind,
): FollowedFailure {
	const {arn, status, startedAt, stoppedAt, error, cause} = execution;
	const chain = typeof read === 'string' ? null : read.chain;
	const first = {...executionLink(execution), kind};
	const waiting =
		chain && status !== 'FAILED' && status !== 'SUCCEEDED' ? waitingIn(chain, arn) : [];
	const links = status === 'RUNNING' ? waiting.slice(0, 1).map(waitingLink) : (chain?.links ?? []);
	const last = links.at(-1);
	const root: Root = {
		execution,
		machine,
		chain,
		events: typeof read === 'string' ? [] : read.events,
		state: last?.state ?? null,
		error: last?.error ?? error,
		cause: last?.cause ?? cause,
	};

	return {
		failure: {
			executionArn: arn,
			status,
			startedAt,
			stoppedAt,
			chain: status === 'SUCCEEDED' ? [] : [first, ...links],
		},
		root,
		survived: (chain?.survived ?? []).map(each => ({...each, executionArn: arn})),
		waiting,
		mapRuns: [],
		failState: chain?.failState ?? null,
		unread: unreadOf(arn, read),
	};
}

/** What a chain begins with. */
export const executionLink = ({arn, error, cause, stoppedAt}: Execution): Link => ({
	kind: 'execution',
	state: null,
	executionArn: arn,
	error,
	cause,
	at: stoppedAt,
	index: null,
});

const waitingIn = ({passages}: Chain, executionArn: string) =>
	waitingStates(passages).map(waiting => ({...waiting, executionArn}));

/** What a running execution waits in stands where the root of a failed one does. */
const waitingLink = ({state, since, executionArn, failed}: WaitingIn): Link => ({
	kind: 'state',
	state,
	executionArn,
	error: failed?.error ?? null,
	cause: failed?.cause ?? null,
	at: since,
	index: null,
});

const unreadOf = (arn: string, read: ReadChain | string): string[] =>
	typeof read === 'string'
		? [read]
		: [
				...(read.isCutShort
					? [
							`Of the history of ${arn} the newest ${read.events.length} events were read; older ones could name another root.`,
						]
					: []),
				...(read.unread ?? []),
			];
