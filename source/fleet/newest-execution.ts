import {flows} from '../../flows/index.ts';
import type {Reads} from '../account/account.ts';
import {nameOfArn} from '../aws/arn.ts';
import {changeSince} from '../diagnosis/changed-since.ts';
import {type AnsweredCheck, type Diagnosis, diagnose, type Verdict} from '../diagnosis/diagnose.ts';
import {
	executionNamed,
	type FailureInSight,
	failureInSight,
} from '../diagnosis/failure-in-sight.ts';
import {failureText, rootSubject} from '../diagnosis/failure-text.ts';
import {loadChecks} from '../diagnosis/flow.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import {
	type Explanation,
	explanationOf,
	judgedWith,
	settlingChecks,
} from '../diagnosis/judge-failure.ts';
import type {StateMachineSubject} from '../diagnosis/subject.ts';
import {waitingLine} from '../diagnosis/waiting-words.ts';
import {understand} from '../incident/understand.ts';
import {timeOf} from '../text.ts';
import type {FleetCheck} from './result.ts';

export type NewestExecution = {
	/** Null where nothing failed or hangs. */
	check: FleetCheck | null;
	isRead: boolean;
	/** Of the known failure that it comes down to. */
	checks: AnsweredCheck[];
	/** The verdict of the other checks, judged with what became of the execution. */
	judged(verdict: Verdict): Verdict;
};

/** For --recent: the failure is followed to its root and judged as when one state machine is checked. */
export async function newestExecution(
	subject: StateMachineSubject,
	{reads, now}: {reads: Reads; now(): number},
): Promise<NewestExecution> {
	const sight = await failureInSight(reads, {...subject, isBrief: true}, now());
	const isFailure = sight.kind === 'failed' || sight.kind === 'stuck';
	const {diagnosis, what, ...settled} = isFailure
		? await checkedFor(sight.followed, subject, reads, now)
		: {diagnosis: nothing, settledBy: [], isChangeShown: true, what: null};
	const explanation = explanationOf({sight, diagnosis, ...settled});

	return {
		check: checkOf(sight, explanation, what, now()),
		isRead: sight.kind !== 'unread',
		checks: diagnosis.checks,
		judged: verdict => judgedWith(explanation === 'found' ? 'problem' : verdict, explanation),
	};
}

const nothing: Diagnosis = {checks: [], remedies: [], requests: [], verdict: 'no-verdict'};

async function checkedFor(
	followed: FollowedFailure,
	subject: StateMachineSubject,
	reads: Reads,
	now: () => number,
): Promise<{
	diagnosis: Diagnosis;
	settledBy: string[];
	isChangeShown: boolean;
	what: string | null;
}> {
	const {facts, matches} = understand(failureText(followed), flows);
	const flow = flows.find(({id}) => id === matches[0]?.flow);
	const checks = flow ? await loadChecks(flow.checks()) : [];
	const root = rootSubject({...subject, facts}, followed);
	const diagnosis = await diagnose(checks, {subject: root, reads, now});

	const since = flow
		? await changeSince(reads, followed, {flow: flow.id, denial: facts.denial}, now())
		: {isShown: true, what: null};

	return {
		diagnosis,
		settledBy: settlingChecks(checks),
		isChangeShown: since.isShown,
		what: since.what,
	};
}

const outcomes: Record<Explanation, FleetCheck['outcome']> = {
	'not-needed': 'warning',
	found: 'problem',
	'put-right-since': 'warning',
	'allowed-by-role': 'unknown',
	'not-read': 'unknown',
	unexplained: 'unknown',
	'no-problem-found': 'unknown',
};

function checkOf(
	sight: FailureInSight,
	explanation: Explanation,
	what: string | null,
	now: number,
): FleetCheck | null {
	return sight.kind === 'none' || sight.kind === 'alive'
		? null
		: {
				id: 'last-execution',
				title: 'The newest execution did not fail and is not stuck',
				outcome: outcomes[explanation],
				evidence: 'read',
				details: [],
				findOut: [],
				answer: `${answerOf(sight, now)}${words[explanation]}${explanation === 'put-right-since' && what ? ` What changed: ${what}.` : ''}`,
			};
}

const words: Record<Explanation, string> = {
	'not-needed': '',
	found: '',
	'put-right-since': ' The cause was fixed since.',
	'allowed-by-role':
		' The role allows the call now, but nothing shows that this changed after the failure: a policy that was not read can still deny it.',
	'not-read': '',
	unexplained: ' No check explains it.',
	'no-problem-found': '',
};

function answerOf(sight: Exclude<FailureInSight, {kind: 'none' | 'alive'}>, now: number): string {
	switch (sight.kind) {
		case 'missing':
			return `${executionNamed(sight.executionArn)} does not exist.`;
		case 'unread':
			return `Cannot tell: ${sight.why}`;
		default: {
			const {failure, root, waiting} = sight.followed;
			const [first] = waiting;
			const name = nameOfArn(failure.executionArn);

			if (failure.status === 'RUNNING' && first) {
				return `The execution ${name} is RUNNING: ${waitingLine(first, now)}.`;
			}

			const at = failure.stoppedAt ? ` at ${timeOf(failure.stoppedAt)}` : '';
			const where = root.state === null ? '' : `: state ${root.state}`;
			const error =
				root.error === null ? '' : `${where === '' ? ':' : ''} failed with ${root.error}`;
			return `The newest execution, ${name}, is ${failure.status}${at}${where}${error}.`;
		}
	}
}
