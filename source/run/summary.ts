import {nameOfArn} from '../aws/arn.ts';
import {option, shellQuote} from '../aws/shell-quote.ts';
import type {Diagnosis} from '../diagnosis/diagnose.ts';
import {exitStatus} from '../exit-status.ts';
import {count} from '../text.ts';
import type {Summary} from './entry.ts';
import {whatWasFound} from './found.ts';
import {headlineOf} from './headline.ts';
import {isCauseLeft, notExamined, otherGroups} from './not-examined.ts';
import {hasMoved} from './settle-fates.ts';
import {
	failureToExplain,
	isOutcomeOpen,
	type ProposedChange,
	type RunState,
	writtenChanges,
} from './state.ts';

/** What was found, written and verified, and what to type next. */
export function summarize(state: RunState): Summary {
	const [headline, tone] = headlineOf(state);

	return {
		headline,
		tone,
		found: whatWasFound(state),
		written: writtenChanges(state).map(describeWrite),
		notWritten: notWritten(state),
		verified: verified(state),
		notKnown: notKnown(state),
		next: nextSteps(state),
	};
}

export const describeWrite = ({shown, outcome, message}: ProposedChange): string => {
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

function notOkIn(checks: Diagnosis['checks']): string {
	const many = (wanted: string) => checks.filter(({outcome}) => outcome === wanted).length;
	const warnings = many('warning') > 0 ? `, ${count(many('warning'), 'warning')}` : '';
	return many('unknown') > 0 ? `${warnings}, ${many('unknown')} unknown` : warnings;
}

function verified(state: RunState): string[] {
	const {diagnosis, retried, isUnverified} = state;
	const checks = isUnverified ? [] : (diagnosis?.checks ?? []);
	const isHealthy = diagnosis?.verdict === 'healthy' && !isUnverified;
	const isWritten = writtenChanges(state).length > 0;

	return [
		...(isHealthy && isWritten
			? [`${count(checks.length, 'check')} ran again: no problem found${notOkIn(checks)}`]
			: []),
		...checks
			.filter(({outcome}) => outcome === 'problem' && isWritten)
			.map(({answer}) => `still a problem: ${answer}`),
		...(isHealthy && hasMoved(state) && !isWritten ? ['the checks now find no problem'] : []),
		...(retried?.message && !isOutcomeOpen(retried) ? [retried.message] : []),
		...(state.groupRetried?.outcome === 'succeeded' ? [state.groupRetried.message ?? ''] : []),
	];
}

/** What no check could answer, and what was not checked again. */
export const notKnown = (state: RunState): string[] => [
	...(state.groupRetried && isOutcomeOpen(state.groupRetried)
		? [state.groupRetried.message ?? '']
		: []),
	...notKnownOfChecks(state),
	...(isPastedOpen(state)
		? [
				'why the call of the pasted error failed: it can be fixed already, or its cause is something that these checks do not read',
			]
		: []),
	...(isCauseLeft(state) || otherGroups(state).length > 0 ? notExamined(state) : []),
	...(isCauseUnseen(state) ? [`why ${state.otherFailures}`] : []),
];

const isPastedOpen = ({explanation, diagnosis}: RunState): boolean =>
	explanation === 'no-problem-found' && diagnosis?.verdict === 'no-verdict';

const isCauseUnseen = ({failures, otherFailures}: RunState): boolean =>
	failures === null && otherFailures !== null;

const notKnownOfChecks = ({diagnosis, isUnverified, retried}: RunState): string[] => [
	...new Set(
		(diagnosis?.checks ?? [])
			.flatMap(check => [check, ...(check.besides ?? [])])
			.filter(({outcome}) => outcome === 'unknown')
			.map(({answer}) => answer),
	),
	...(retried?.message && isOutcomeOpen(retried) ? [retried.message] : []),
	...(isUnverified ? ['whether this fixed the problem: the checks did not run again'] : []),
];

/** Also the last of what is next, on the practice account. */
export const practiceNext = 'sfn-fix demo --list: other things to practice';

function nextSteps(state: RunState): string[] {
	const steps = stepsNext(state);
	return state.settings.practice
		? [
				...steps.map(step => (step.startsWith('sfn-fix ') ? `On a real account: ${step}` : step)),
				practiceNext,
			]
		: steps;
}

/** What somebody else does, and what the next execution shows. */
function othersDo({diagnosis, changes, retried, ...state}: RunState): string[] {
	const isHealthy = diagnosis?.verdict === 'healthy';
	const written = writtenChanges({changes});
	const tools = written.flatMap(({shown}) => shown.patch?.tool ?? []);
	const isShown = retried?.outcome === 'succeeded' || retried?.outcome === 'failed';

	return [
		...new Set([
			...(isHealthy ? [] : (diagnosis?.requests ?? [])).map(
				({to}) => `send the request above to ${to}`,
			),
			...tools.map(
				tool =>
					`make the same change in the source of ${tool}: its next deployment can undo this one`,
			),
			...(written.length > 0 && !isShown && state.choice?.stateMachineArn
				? ['watch the next execution: none has run with this change yet']
				: []),
		]),
	];
}

/** A problem that a fix made a warning, and what still has a fix of its own. */
const warningsLeft = ({diagnosis, transcript}: RunState): string[] =>
	(diagnosis?.checks ?? [])
		.filter(
			({id, outcome}) =>
				outcome === 'warning' &&
				transcript.some(
					entry =>
						entry.kind === 'checks' &&
						entry.lines.some(line => line.id === id && line.answered?.outcome === 'problem'),
				),
		)
		.map(({answer}) => `a warning remains: ${answer}`);

/** The same credentials would get the same answer. */
function deniedReads(diagnosis: Diagnosis | null): string[] {
	const denied = [
		...new Set((diagnosis?.checks ?? []).flatMap(({deniedRead}) => deniedRead ?? [])),
	];
	return denied.length > 0
		? [
				`get the read permissions that are missing (denied: ${denied.join(', ')}), then check again`,
				'sfn-fix permissions --read-only: the policy with all that sfn-fix reads',
			]
		: [];
}

function stepsNext(state: RunState): string[] {
	const {settings, choice, diagnosis, status, retried} = state;
	const written = writtenChanges(state).length;
	const arn = choice?.stateMachineArn;
	const [other] = otherGroups(state);
	const otherArn = other?.executions[0]?.arn;
	const isUnsolved = status !== exitStatus.healthy && diagnosis !== null;
	const again =
		(retried && isOutcomeOpen(retried) ? retried.executionArn : null) ?? (arn && nameOfArn(arn));

	const failed = failureToExplain(state)?.failure.executionArn;

	return [
		...othersDo(state),
		...(isPastedOpen(state)
			? [
					'repeat what failed. If it succeeds, the cause is gone; if it fails again, check again with the new error',
				]
			: []),
		...(failed?.includes(':execution:') &&
		diagnosis?.verdict === 'healthy' &&
		(retried === null || retried.outcome === 'not-retried') &&
		settings.goal === 'fix'
			? [`${own(state, ['fix', failed, '--retry'])}: repeat the execution that failed`]
			: []),
		...(written > 0
			? [
					written === 1
						? `${own(state, ['undo'])}: undo the last change${writtenChanges(state)[0]?.isReplaced ? ', if any of it is left' : ''}`
						: `${own(state, ['undo', '--run'])}: undo the ${written} changes`,
					'sfn-fix history: the changes made from this machine',
				]
			: []),
		...(written > 0 ? warningsLeft(state) : []),
		...deniedReads(diagnosis),
		...(isUnsolved && again && settings.goal === 'fix'
			? [`${own(state, ['check', again])}: check again without writing`]
			: []),
		...(otherArn ? [`${own(state, ['check', otherArn])}: check the next cause`] : []),
		...(isCauseUnseen(state) && arn
			? [
					`${own(state, ['check', nameOfArn(arn), '--since', '1d'])}: group the other failures by cause`,
				]
			: []),
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
