import {count, timeOf} from '../text.ts';
import {choice, type Option, type Question} from './choice.ts';
import {askGuess} from './guide.ts';
import {nameOfTarget} from './mismatches.ts';
import {pickLogGroup, pickMachine, pickRole} from './pick-subject.ts';
import {retryWords} from './repeat-failed.ts';
import {summaryOf} from './retry-input.ts';
import {isRunning, type LastFailure} from './services.ts';
import type {RunState} from './state.ts';
import {type FlowMatch, isRefuted, type ShownChange, type StepOf} from './step.ts';
import {elsewhere, pickAccount} from './switch-account.ts';

/** Null where nothing is asked: something is under way, or the run is over. */
export function questionOf(state: RunState): Question | null {
	const {step} = state;
	const {practice} = state.settings;

	switch (step.name) {
		case 'pick-machine':
			return pickMachine(step, state.settings);
		case 'pick-account':
			return pickAccount(step, state);
		case 'pick-role':
			return pickRole(step, practice);
		case 'pick-log-group':
			return pickLogGroup(step, practice, state.choice?.stateMachineArn ?? null);
		case 'ask-error':
			return choice('What went wrong? Paste the error here, or choose.', {
				takesError: true,
				options: waysToTell(step.failure),
				preselected: step.failure ? 'failure' : state.draft === '' ? 'all' : 'paste',
			});
		case 'paste':
			return askForText(state, step);
		case 'mismatch':
			return mismatch(step);
		case 'meaning':
			return meaning(step);
		case 'pick-remedy':
			return pickRemedy(step);
		case 'confirm':
			return {
				kind: 'confirm',
				...askOfChange(step.shown),
				about: step.shown.target,
				yes: 'Apply',
				no: 'Do not apply',
			};
		case 'ask-input':
			return askForInput(step);
		case 'confirm-retry': {
			const {retry} = step.offered;
			const {question, yes, no} = retryWords[retry.kind];
			return {
				kind: 'confirm',
				text:
					retry.kind === 'repeat-group'
						? `Repeat ${count(retry.members.length, 'execution')} now?`
						: question,
				about: retry.title,
				summary: summaryOf(retry),
				yes,
				no,
			};
		}
		case 'guide-question':
			return askGuess(step);
		case 'trouble':
			return trouble(state, step);
		default:
			return null;
	}
}

/** What refutes a change stands alone above its question, where no summary pushes it away. */
function askOfChange(shown: ShownChange) {
	const {proof, review, patch} = shown;
	const proven = proof ? [proof.brief] : [];
	const owned = patch?.owner ? [`${patch.tool}: Its next deployment can undo this change.`] : [];
	const summary = [...owned, ...shown.summary, ...(review?.findings ?? []), ...proven];

	return isRefuted(shown)
		? {text: 'Apply this change, although the state still fails?', summary: proven}
		: {text: 'Apply this change?', summary, diff: {lines: shown.diff, says: shown.summary}};
}

const waysToTell = (failure: LastFailure | null): Option[] => [
	...(failure
		? [
				{
					key: 'failure',
					label: isRunning(failure)
						? `Use this execution: ${describeRunning(failure)}`
						: `Use the error of the last failed execution: ${describeFailure(failure)}`,
					event: {type: 'failure-chosen'},
				} as const,
			]
		: []),
	{key: 'paste', label: 'Paste the error', event: {type: 'paste-chosen', text: ''}},
	{key: 'all', label: 'No error at hand: check everything', event: {type: 'everything-chosen'}},
];

/** What it waits for is printed above. */
function describeRunning({executionName, followed: {failure, waiting}}: LastFailure): string {
	const since = failure.startedAt ? ` since ${timeOf(failure.startedAt)}` : '';
	const state = waiting[0]?.state;
	return `${executionName}, RUNNING${since}${state ? ` in state ${state}` : ''}`;
}

/** The failure itself is printed above. */
const describeFailure = ({executionName, stoppedAt, text, followed}: LastFailure): string =>
	[executionName, stoppedAt && timeOf(stoppedAt), followed.root.error ?? text.slice(0, 80)]
		.filter(Boolean)
		.join(', ');

const askForText = ({draft, draftIsOffered}: RunState, {fault}: StepOf<'paste'>): Question => ({
	kind: 'text',
	text: draftIsOffered
		? 'Press Enter to use the practice error, or paste your own.'
		: 'Paste the whole error message. Other text around it does no harm.',
	placeholder: 'nothing yet: paste the whole message',
	draft,
	isOffered: draftIsOffered,
	fault,
	empty: null,
	submit: {type: 'draft-submitted'},
});

const mismatch = ({named, namedBy, examined, why}: StepOf<'mismatch'>): Question =>
	choice('Which one do you want to check?', {
		note: why.join(' '),
		options: [
			...(named
				? [
						{
							key: 'named',
							label: `${nameOfTarget(named)}, ${namedBy}`,
							event: {type: 'target-named', target: named},
						} as const,
					]
				: []),
			{
				key: 'examined',
				label: `${examined}, which you chose`,
				event: {type: 'mismatch-accepted'},
			},
			{key: 'text', label: 'Change the text', event: {type: 'paste-chosen', text: ''}},
		],
	});

const meaning = ({readings, isAdviceGiven}: StepOf<'meaning'>): Question =>
	choice(
		readings.length > 0
			? 'Check the account for this now? (read-only)'
			: 'No known failure fits. Check everything now? (read-only)',
		{
			takesError: true,
			options: [
				...readings.map(checkFor),
				...(readings.length > 0 && !isAdviceGiven ? [advice] : []),
				{key: 'all', label: 'Check everything', event: {type: 'everything-chosen'}},
				{key: 'text', label: 'Change the text', event: {type: 'paste-chosen', text: ''}},
			],
		},
	);

const checkFor = (reading: FlowMatch, index: number): Option => ({
	key: reading.flow.id,
	label:
		index === 0
			? `Check for this: ${reading.flow.title}`
			: `Check instead for: ${reading.flow.title} (${reading.confidence})`,
	event: {type: 'reading-chosen', reading},
});

const advice: Option = {
	key: 'advice',
	label: 'Show manual steps and links',
	event: {type: 'advice-wanted'},
};

function pickRemedy({problems: [problem]}: StepOf<'pick-remedy'>): Question | null {
	if (!problem) {
		return null;
	}

	const {remedies} = problem;

	return choice('Choose a fix (nothing is written until you confirm)', {
		note: problem.answer,
		options: [
			...remedies.map(
				(remedy): Option => ({
					key: remedy.id,
					label: remedy.title,
					...(remedy.widens && {hint: `Widens: ${remedy.widens}`}),
					event: {type: 'remedy-chosen', remedy},
				}),
			),
			{
				key: 'none',
				label: 'Leave this problem as it is',
				event: {type: 'remedy-chosen', remedy: null},
			},
		],
	});
}

const askForInput = ({draft, isOffered, fault}: StepOf<'ask-input'>): Question => ({
	kind: 'text',
	text: isOffered
		? 'Its input: press Enter to use this one, or paste other JSON.'
		: 'Its input, as JSON:',
	placeholder: 'nothing: Enter starts none; {} is an empty input',
	draft,
	isOffered,
	fault,
	empty: 'starts none',
	submit: {type: 'input-submitted'},
});

const trouble = ({answered, settings}: RunState, {failed}: StepOf<'trouble'>): Question =>
	choice('How do you want to continue?', {
		note:
			failed.name === 'listing-machines'
				? 'If you are not allowed to list state machines, name one: sfn-fix ARN'
				: null,
		options: [
			{key: 'again', label: 'Try again', event: {type: 'tried-again'}},
			...(settings.canSwitch && failed.name === 'listing-machines' ? [elsewhere] : []),
			...(answered.length > 0
				? [{key: 'back', label: 'Go back', event: {type: 'went-back'}} as const]
				: []),
			{key: 'leave', label: 'Leave', event: {type: 'left'}},
		],
	});
