import type {ExecutionStatus} from '../../account/step-functions.ts';
import {nameOfArn} from '../../aws/arn.ts';
import {executionNamed, type FailureInSight} from '../../diagnosis/failure-in-sight.ts';
import type {FollowedFailure, FollowedMapRun} from '../../diagnosis/followed-failure.ts';
import type {Explanation} from '../../diagnosis/judge-failure.ts';
import {waitingLine} from '../../diagnosis/waiting-words.ts';
import {redactSecrets} from '../../secrets.ts';
import {count, grouped, timeOf} from '../../text.ts';
import type {Page} from './page.ts';

export function printFailure(page: Page, sight: FailureInSight, now: number): void {
	const [first, ...rest] = failureLines(sight, now);

	if (first === undefined) {
		return;
	}

	page.heading(failureHeading(sight));
	page.paragraph(first, '  ');

	for (const line of rest) {
		page.paragraph(line, '    ');
	}
}

/** What did not fail is no failure. */
export const failureHeading = (sight: FailureInSight): string =>
	sight.kind !== 'none' && sight.kind !== 'alive' ? 'Failure' : 'Execution';

export function printExplanation(page: Page, explanation: Explanation): void {
	const line = explanationWords[explanation];

	if (line !== null) {
		page.paragraph(line);
	}
}

type Link = FollowedFailure['failure']['chain'][number];

/** The execution in sight, from its end down to the root, one link a line. */
export function failureLines(sight: FailureInSight, now: number): string[] {
	switch (sight.kind) {
		case 'none':
			return [];
		case 'missing':
			return [`${executionNamed(sight.executionArn)} does not exist.`];
		case 'unread':
			return [
				sight.executionArn === null
					? `No execution could be read: ${sight.why}`
					: `${executionNamed(sight.executionArn)} could not be examined: ${sight.why}`,
			];
		default:
			return followedLines(sight.followed, now);
	}
}

function followedLines(followed: FollowedFailure, now: number): string[] {
	const {failure, mapRuns, survived, waiting, unread, root} = followed;
	const isEnded = failure.status !== 'RUNNING';

	return [
		...(failure.status === 'SUCCEEDED' && failure.chain.length === 0
			? [
					`Execution ${nameOfArn(failure.executionArn)} SUCCEEDED${failure.stoppedAt ? ` at ${timeOf(failure.stoppedAt)}` : ''}`,
				]
			: []),
		...failure.chain.map((link, index) => linkLine(link, index, followed)),
		...mapRuns.flatMap(mapRun => mapRunLines(mapRun, followed)),
		...(root.cause !== null && failure.status === 'FAILED'
			? [`Cause: ${firstOf(root.cause)}`]
			: []),
		...(isEnded ? [] : waiting.map(each => waitingLine(each, now))),
		...(failure.status === 'ABORTED' ? [stoppedLine] : []),
		...survived
			.filter(({by}) => by !== 'retry')
			.slice(0, 5)
			.map(({state, error, next, by}) =>
				by === 'answer'
					? `${state ?? 'A state'} succeeded although the execution that it started failed with ${error ?? 'no error name'}: StartSyncExecution reports the end in its output.`
					: `Caught: ${state ?? 'a state'} failed with ${error ?? 'no error name'}${next ? `, and its Catch led to ${next}` : ''}.`,
			),
		...unread,
	];
}

const stoppedLine = 'The history does not show who stopped it. CloudTrail does: see below.';

/** No state failed: one was under way when the execution as a whole was ended. */
const cutOffWords: Partial<Record<ExecutionStatus, string>> = {
	TIMED_OUT: 'when the execution timed out',
	ABORTED: 'when the execution was stopped',
};

function linkLine(link: Link, index: number, {failure, mapRuns, root}: FollowedFailure): string {
	const {chain, status} = failure;
	const before = chain[index - 1];
	// What the link below it says is not said twice.
	const isSaid = link.kind !== 'state' && chain[index + 1]?.error === link.error;
	const error = link.error === null || isSaid ? '' : `: ${link.error}`;

	switch (link.kind) {
		case 'execution':
			return status === 'RUNNING'
				? `Execution ${nameOfArn(link.executionArn)} is RUNNING${failure.startedAt ? ` since ${timeOf(failure.startedAt)}` : ''}`
				: `Execution ${nameOfArn(link.executionArn)} ${status}${link.at ? ` ${timeOf(link.at)}` : ''}${error}`;
		case 'caught':
			return `${link.state ?? 'A state'} failed and its Catch led to ${before?.state ?? 'the state above'}${error}`;
		case 'child-execution':
			return `Execution ${nameOfArn(link.executionArn)} of state machine ${machineOf(link.executionArn)}${error}`;
		case 'item':
			return link.index === null
				? `Item execution ${nameOfArn(link.executionArn)}${alikeWords(link.executionArn, mapRuns)}${error}`
				: `Iteration ${link.index} of ${link.state ?? 'a Map state'}${error}`;
		case 'map-run':
			return `Map Run of ${link.state ?? 'a Map state'}${itemsOf(mapRuns[0])}${error}`;
		default: {
			const {arn, status: ended} = root.execution;
			const cutOff = link.executionArn === arn ? cutOffWords[ended] : undefined;

			if (cutOff !== undefined) {
				return `In state ${link.state ?? '(name not read)'} ${cutOff}`;
			}

			return `${status === 'RUNNING' ? 'In state' : 'State'} ${link.state ?? '(name not read)'}${error}`;
		}
	}
}

const itemsOf = (mapRun: FollowedMapRun | undefined): string =>
	mapRun?.run && mapRun.run.items.total > 0
		? `, ${grouped(mapRun.run.items.failed)} of ${count(mapRun.run.items.total, 'item')} failed`
		: '';

const mapRunLines = (mapRun: FollowedMapRun, {failure}: FollowedFailure): string[] => [
	...(failure.status === 'SUCCEEDED' && mapRun.run?.status === 'SUCCEEDED'
		? [`Map Run of ${mapRun.state ?? 'a Map state'}${itemsOf(mapRun)}, within its tolerance.`]
		: []),
	...mapRun.groups
		.filter(({executionArn}) => !failure.chain.some(link => isItem(link, executionArn)))
		.map(({root, error, count: alike}) => {
			const where = root?.state ? ` in ${root.state}` : '';
			return `${alike} of ${count(mapRun.sampled, 'failed item execution')} read: ${root?.error ?? error ?? 'no error name'}${where}`;
		}),
];

const isItem = (link: Link, arn: string): boolean =>
	link.kind === 'item' && link.executionArn === arn;

/** How many failed like the one that is followed. */
const alikeWords = (executionArn: string, mapRuns: readonly FollowedMapRun[]): string =>
	mapRuns.flatMap(({groups, sampled}) =>
		groups
			.filter(group => group.executionArn === executionArn)
			.map(({count: alike}) => `, ${alike} of ${sampled} read fail alike`),
	)[0] ?? '';

export const explanationWords: Record<Explanation, string | null> = {
	'not-needed': null,
	found: null,
	'put-right-since':
		'The cause of this failure was fixed since: by these checks, what failed would not fail the same way now.',
	'allowed-by-role':
		'The role allows the call now, but nothing shows that this changed after the failure. Other policies that can deny it were not read: the policy of the resource itself, service and resource control policies, session policies, VPC endpoint policies. So sfn-fix does not call this healthy.',
	'not-read': 'It is unknown how the execution ended, so sfn-fix does not call this healthy.',
	'no-problem-found':
		'No check explains the pasted error, and no change since is known that fixed it, so sfn-fix does not call this healthy.',
	unexplained: 'No check explains this failure, so sfn-fix does not call this healthy.',
};

const machineOf = (executionArn: string): string => executionArn.split(':')[6] ?? executionArn;

/** Which call it was: in the JSON output, and longer than the cause. */
const serviceRemark = / \(Service: [^()]*Request ID: [^()]*\)\s*$/;

/** The name of the session changes with every execution. */
const roleSession =
	/\bUser: arn:aws[\w-]*:sts::\d{12}:assumed-role\/(?<role>[^\s/]+)\/\S+(?= is not authorized)/g;

/** What does not fit the input is said before it. */
const quotedInput = /(?<start>\bin the input '[^']{80})[^']+/;

const longestCause = 400;

/** Without its secrets first: half of one would not be recognized. */
function firstOf(cause: string): string {
	const text = redactSecrets(cause)
		.replace(serviceRemark, '')
		.replace(roleSession, 'role $<role>')
		.replace(quotedInput, '$<start>…');
	return text.length > longestCause ? `${text.slice(0, longestCause)}…` : text;
}
