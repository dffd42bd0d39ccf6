import type {Verdict} from '../diagnosis/diagnose.ts';
import {executionNamed} from '../diagnosis/failure-in-sight.ts';
import {exitStatus} from '../exit-status.ts';
import {count} from '../text.ts';
import type {Tone} from './entry.ts';
import {isCauseLeft, notExplained} from './not-examined.ts';
import {
	failureToExplain,
	isOutcomeOpen,
	type ProposedChange,
	type Repeated,
	type RunState,
	writtenChanges,
} from './state.ts';

/** The run in one sentence. */
export function headlineOf(state: RunState): [string, Tone] {
	const {status, diagnosis, retried} = state;
	const written = writtenChanges(state);

	if (status === exitStatus.interrupted) {
		return [
			state.groupRetried ? 'Interrupted while repeating executions.' : interrupted(written),
			'warning',
		];
	}

	if (status === exitStatus.changedInBetween) {
		return [
			state.isProblemGone
				? 'Nothing was written, because the problem that the plan fixes is already gone.'
				: 'Nothing was written: the resource changed before the write.',
			'warning',
		];
	}

	if (state.groupRetried?.outcome === 'failed') {
		return ['Not every execution of this cause was repeated with success.', 'bad'];
	}

	if (retried?.outcome === 'failed') {
		return diagnosis?.verdict === 'healthy'
			? ['The checks found no problem, but repeating what failed did not succeed.', 'bad']
			: ['Repeating what failed did not succeed.', 'bad'];
	}

	if (state.groupRetried !== null && isOutcomeOpen(state.groupRetried)) {
		return ['Not verified: how the repeated executions end is not known yet.', 'warning'];
	}

	if (retried !== null && isOutcomeOpen(retried) && status === exitStatus.noVerdict) {
		return [openHeadline(retried, written), 'warning'];
	}

	if (diagnosis === null) {
		return written.length > 0
			? ['Applied, but not verified.', 'warning']
			: ['Stopped before anything was checked.', 'plain'];
	}

	return verdictHeadline(state, diagnosis.verdict, written);
}

const openHeadline = ({outcome}: Repeated, written: ProposedChange[]): string => {
	const seen =
		outcome === 'still-running'
			? 'the execution is still running'
			: 'how the execution ended is not known';

	return written.length > 0 ? `Applied, but not verified: ${seen}.` : `No verdict: ${seen}.`;
};

const interrupted = (written: ProposedChange[]): string => {
	if (written.length === 0) {
		return 'Interrupted. Nothing was written.';
	}

	return written.some(({outcome}) => outcome === 'unknown')
		? 'Interrupted. It is unknown whether the last write took place.'
		: 'Interrupted.';
};

function verdictHeadline(
	state: RunState,
	verdict: Verdict,
	written: ProposedChange[],
): [string, Tone] {
	const {diagnosis, changes, settings} = state;
	switch (verdict) {
		case 'healthy':
			if (isCauseLeft(state) && written.length === 0) {
				return [
					'No verdict: the cause that was examined is gone, and others were not examined.',
					'warning',
				];
			}

			if (changes.some(({confirmed, outcome}) => confirmed && outcome === 'failed')) {
				return ['A change was not applied. The checks found no problem.', 'warning'];
			}

			return written.length > 0 ? fixedHeadline(state) : [healthyHeadline(state), 'good'];
		case 'not-a-fault':
			return ['Not a fault: AWS documents this behavior.', 'good'];
		case 'no-verdict':
			return [
				`${written.length > 0 ? 'Applied, but not verified' : 'No verdict'}: ${openQuestion(state)}`,
				'warning',
			];
		case 'problem': {
			const problems = (diagnosis?.checks ?? []).filter(({outcome}) => outcome === 'problem');
			const many = count(problems.length, 'problem');

			if (settings.goal === 'check') {
				return [`Found ${many}.`, 'bad'];
			}

			if (settings.writesOff === 'planning' && isPlanned(changes)) {
				return [
					`Planned: ${count(changes.length, 'change')}. Nothing was written to AWS.`,
					'plain',
				];
			}

			const remain = `Not fixed: ${many} ${problems.length === 1 ? 'remains' : 'remain'}.`;
			return [written.length > 0 ? remain : `${remain} Nothing was written.`, 'bad'];
		}
	}
}

const isRepeated = ({retried, groupRetried}: RunState): boolean =>
	[retried, groupRetried].some(each => each?.outcome === 'succeeded');

function healthyHeadline(state: RunState): string {
	const now =
		state.explanation === 'put-right-since'
			? 'the cause was fixed since'
			: 'the checks found no problem';
	return `Healthy: ${now}${isRepeated(state) ? ', and repeating what failed succeeded' : ''}.`;
}

/** What keeps the run from a verdict. */
function openQuestion(state: RunState): string {
	const {sight, diagnosis} = state;
	const unknown = (diagnosis?.checks ?? [])
		.filter(({decisive, outcome}) => decisive && outcome === 'unknown')
		.map(({title}) => whether(title));

	if (unknown.length > 0 && sight?.kind !== 'missing') {
		const more = unknown.length > 1 ? ` (and ${count(unknown.length - 1, 'more check')})` : '';
		return `it is not known ${unknown[0]}${more}.`;
	}

	return openFailure(state) ?? 'too little could be checked to be sure.';
}

/** What is not explained of the failure, or of how the execution ended; null where that is no question. */
export function openFailure(state: RunState): string | null {
	const {sight, explanation} = state;
	const root = failureToExplain(state)?.root;

	if (sight?.kind === 'missing') {
		return `${executionNamed(sight.executionArn).replace('The', 'the')} does not exist.`;
	}

	switch (explanation) {
		case 'no-problem-found':
			return 'the checks found no problem that explains the pasted error.';
		case 'unexplained':
		case 'allowed-by-role':
			return root?.state
				? `no check explains why state ${root.state} failed${root.error ? ` with ${root.error}` : ''}.`
				: 'no check explains this failure.';
		case 'not-read':
			return 'how the execution ended is not known.';
		default:
			return null;
	}
}

/** A title is a statement that is true when all is well. */
const whether = (title: string): string =>
	`whether ${title.replace(/^(?:The|A|An|No|Every|Each)\b/, word => word.toLowerCase())}`;

/** Of what was verified, and no more. */
function fixedHeadline(state: RunState): [string, Tone] {
	const rest = notExplained(state) ?? (isCauseLeft(state) ? 'others were not examined' : null);
	const fixed = isRepeated(state) ? 'Fixed and verified' : 'Fixed';

	if (rest !== null) {
		return [`${fixed} for the cause examined; ${rest}.`, 'warning'];
	}

	return [
		isRepeated(state)
			? `${fixed}.`
			: `${fixed}: the checks now find no problem. What failed was not repeated.`,
		'good',
	];
}

/** A change that was refused stands there as asked for: then there is no plan. */
const isPlanned = (changes: readonly ProposedChange[]): boolean =>
	changes.length > 0 && changes.every(({confirmed}) => !confirmed);
