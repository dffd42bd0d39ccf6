import {nameOfArn} from '../aws/arn.ts';
import {option, shellQuote} from '../aws/shell-quote.ts';
import type {Verdict} from '../diagnosis/diagnose.ts';
import {exitStatus} from '../exit-status.ts';
import {count} from '../text.ts';
import type {Summary, Tone} from './entry.ts';
import {isCauseLeft, notExamined, otherGroups} from './not-examined.ts';
import {
	hasMoved,
	isOutcomeOpen,
	type ProposedChange,
	type Repeated,
	type RunState,
	writtenChanges,
} from './state.ts';

/** What was found, written and verified, and what to type next. */
export function summarize(state: RunState): Summary {
	const [headline, tone] = headlineOf(state);

	return {
		headline,
		tone,
		found: found(state),
		written: writtenChanges(state).map(describeWrite),
		notWritten: notWritten(state),
		verified: verified(state),
		notKnown: notKnown(state),
		next: nextSteps(state),
	};
}

function headlineOf(state: RunState): [string, Tone] {
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
				: 'Nothing was written, because the resource changed in the meantime.',
			'warning',
		];
	}

	if (state.groupRetried?.outcome === 'failed') {
		return ['Not every execution of this cause was repeated.', 'bad'];
	}

	if (retried?.outcome === 'failed') {
		return diagnosis?.verdict === 'healthy'
			? ['The checks found no problem, but repeating what failed did not succeed.', 'bad']
			: ['Repeating what failed did not succeed.', 'bad'];
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
			if (isCauseLeft(state)) {
				return [
					written.length > 0
						? 'The cause that was examined is fixed and verified. Others were not examined.'
						: 'No verdict: the cause that was examined is gone, and others were not examined.',
					'warning',
				];
			}

			if (changes.some(({confirmed, outcome}) => confirmed && outcome === 'failed')) {
				return ['A change was not applied. The checks found no problem.', 'warning'];
			}

			return written.length > 0
				? ['Fixed and verified.', 'good']
				: ['Healthy: the checks found no problem.', 'good'];
		case 'not-a-fault':
			return ['Not a fault: AWS documents what you see.', 'good'];
		case 'no-verdict':
			return ['No verdict: too little could be checked to be sure.', 'warning'];
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

/** A change that was refused stands there as asked for: then there is no plan. */
const isPlanned = (changes: readonly ProposedChange[]): boolean =>
	changes.length > 0 && changes.every(({confirmed}) => !confirmed);

const found = ({reading, problemsFound, diagnosis}: RunState): string[] => [
	...(reading ? [`the error says: ${reading.flow.title}`] : []),
	...problemsFound,
	...(diagnosis?.verdict === 'not-a-fault'
		? diagnosis.checks.filter(({notAFault}) => notAFault).map(({answer}) => answer)
		: []),
];

const describeWrite = ({shown, outcome, message}: ProposedChange): string => {
	const suffix = outcome === 'unknown' ? ' (unknown whether it was applied)' : '';
	return `${shown.target}${suffix}${message ? `. ${message}` : ''}`;
};

/** A change that was offered again once it had moved can have been written in the end. */
function notWritten(state: RunState): string[] {
	const written = new Set(writtenChanges(state).map(({shown}) => shown.target));
	const missing = state.changes.filter(({shown}) => !written.has(shown.target));

	return state.status === exitStatus.interrupted && written.size > 0
		? [...new Set(missing.map(({shown}) => shown.target))]
		: [];
}

function verified(state: RunState): string[] {
	const {diagnosis, retried, isUnverified} = state;
	const checks = isUnverified ? [] : (diagnosis?.checks ?? []);
	const isHealthy = diagnosis?.verdict === 'healthy' && !isUnverified;
	const isWritten = writtenChanges(state).length > 0;

	return [
		...(isHealthy && isWritten
			? [`all ${checks.length} checks ran again and found no problem`]
			: []),
		...checks
			.filter(({outcome}) => outcome === 'problem' && isWritten)
			.map(({answer}) => `still a problem: ${answer}`),
		...(isHealthy && hasMoved(state) && !isWritten ? ['the checks now find no problem'] : []),
		...(retried?.message && !isOutcomeOpen(retried) ? [retried.message] : []),
		...(state.groupRetried?.message ? [state.groupRetried.message] : []),
	];
}

/** What no check could answer, and what was not checked again. */
const notKnown = (state: RunState): string[] => [
	...notKnownOfChecks(state),
	...(isCauseLeft(state) ? notExamined(state) : []),
];

const notKnownOfChecks = ({diagnosis, isUnverified, retried}: RunState): string[] => [
	...(diagnosis?.checks ?? [])
		.filter(({outcome}) => outcome === 'unknown')
		.map(({answer}) => answer),
	...(retried?.message && isOutcomeOpen(retried) ? [retried.message] : []),
	...(isUnverified ? ['whether this fixed the problem: the checks did not run again'] : []),
];

function nextSteps(state: RunState): string[] {
	const {settings, choice, diagnosis, status, retried} = state;

	if (settings.practice) {
		return ['sfn-fix demo --list: other things to practice'];
	}

	const arn = choice?.stateMachineArn;
	const [other] = otherGroups(state);
	const otherArn = other?.executions[0]?.arn;
	const isUnsolved = status !== exitStatus.healthy && diagnosis !== null;
	const again =
		(retried && isOutcomeOpen(retried) ? retried.executionArn : null) ?? (arn && nameOfArn(arn));

	return [
		...(writtenChanges(state).length > 0
			? [
					`${own(state, ['undo'])}: undo the last change`,
					'sfn-fix history: the changes made from this machine',
				]
			: []),
		...(isUnsolved && again && settings.goal === 'fix'
			? [`${own(state, ['check', again])}: check again without writing`]
			: []),
		...(otherArn ? [`${own(state, ['check', otherArn])}: check the next cause`] : []),
		...(choice !== null && !arn && diagnosis?.verdict === 'healthy'
			? ['create the state machine again: no check found an obstacle']
			: []),
	];
}

/** A command of this program that reaches the same account as this run. */
export function own({settings: {location}}: RunState, words: string[]): string {
	const {region, profile, endpointUrl} = location;
	const options = Object.entries({region, profile, 'endpoint-url': endpointUrl}).flatMap(
		([name, value]) => (value === null ? [] : option(name, value)),
	);

	return ['sfn-fix', ...words, ...options].map(shellQuote).join(' ');
}
