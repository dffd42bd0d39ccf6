import type {Check} from './check.ts';
import type {Diagnosis, Verdict} from './diagnose.ts';
import type {FailureInSight} from './failure-in-sight.ts';

export type Explanation =
	/** Nothing in sight has to be explained. */
	| 'not-needed'
	/** A check found why. */
	| 'found'
	/** What failed was checked for, and by what the checks evaluated it would not fail any more. */
	| 'put-right-since'
	/** The role allows what was refused, and nothing shows that this is new: another layer can still refuse it. */
	| 'allowed-by-role'
	/** What became of the execution could not be read. */
	| 'not-read'
	| 'unexplained'
	/** The checks find no problem that a pasted error can come from, and nothing shows that one was fixed since. */
	| 'no-problem-found';

/** Of a flow's checks those that look at the failure itself, and not at what every state machine needs. */
export const settlingChecks = (checks: readonly Check[]): string[] =>
	checks
		.filter(({id, decisive, aboutThePast}) => decisive && !aboutThePast && !general.has(id))
		.map(({id}) => id);

const general = new Set(['state-machine-exists']);

/** Their ok is about another name or definition than the one that the failed call named. */
const provesNothing = new Set(['name-taken', 'definition-valid']);

type Asked = {
	sight: FailureInSight;
	diagnosis: Diagnosis;
	/** The checks that settle the very failure: those of the flow that its error and cause fit. */
	settledBy: readonly string[];
	/** Whether their ok means that something changed since. */
	isChangeShown: boolean;
};

/** Whether the checks explain the failure in sight. */
export function explanationOf({sight, diagnosis, ...asked}: Asked): Explanation {
	switch (sight.kind) {
		case 'none':
		case 'alive':
			return 'not-needed';
		case 'missing':
		case 'unread':
			return 'not-read';
		default:
			return ofFailure(diagnosis, asked);
	}
}

function ofFailure(
	{checks}: Diagnosis,
	{settledBy, isChangeShown}: Pick<Asked, 'settledBy' | 'isChangeShown'>,
): Explanation {
	const settling = checks.filter(({id}) => settledBy.includes(id));

	if (settling.some(({outcome}) => outcome === 'problem')) {
		return 'found';
	}

	const isSettled =
		settling.some(
			({id, outcome, isGone}) => isGone || (outcome === 'ok' && !provesNothing.has(id)),
		) && !settling.some(({outcome, decisive}) => decisive && outcome === 'unknown');

	if (!isSettled) {
		return 'unexplained';
	}

	return isChangeShown ? 'put-right-since' : 'allowed-by-role';
}

/** A pasted error has no time: only a change that is known can have fixed it since. */
export function explanationOfPasted({verdict, checks}: Diagnosis, isFixed: boolean): Explanation {
	if (verdict === 'problem') {
		return 'found';
	}

	if (verdict !== 'healthy') {
		return verdict === 'not-a-fault' ? 'not-needed' : 'unexplained';
	}

	return isFixed || checks.some(({isGone}) => isGone) ? 'put-right-since' : 'no-problem-found';
}

/** Nothing is healthy while a failure is unexplained, or while the outcome of the execution is not known. */
export const judgedWith = (verdict: Verdict, explanation: Explanation): Verdict =>
	(explanation === 'unexplained' ||
		explanation === 'not-read' ||
		explanation === 'no-problem-found' ||
		explanation === 'allowed-by-role') &&
	(verdict === 'healthy' || verdict === 'not-a-fault')
		? 'no-verdict'
		: verdict;
