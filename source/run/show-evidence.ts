import {type FailureEvidence, notReadAtAll, piecesOf} from '../evidence/evidence.ts';
import type {Entry} from './entry.ts';
import {failureToExplain, type RunState, say} from './state.ts';

/** Nothing where it was not read, or there was nothing to look for. */
export const evidenceEntry = ({evidence, settings}: RunState, isBrief: boolean): Entry[] =>
	evidence.status === 'read' && piecesOf(evidence.evidence).length > 0
		? [{kind: 'evidence', evidence: evidence.evidence, location: settings.location, isBrief}]
		: [];

/** Shows it once. A question follows an interactive run: there a few lines have to do. */
export function showEvidence(state: RunState): RunState {
	const {evidence, settings} = state;

	return evidence.status === 'read' && !evidence.isShown
		? say(
				{...state, evidence: {...evidence, isShown: true}},
				...evidenceEntry(state, settings.isInteractive),
			)
		: state;
}

/** What was read of it, or why nothing was. */
export const evidenceIn = ({evidence, settings}: RunState): FailureEvidence =>
	evidence.status === 'read'
		? evidence.evidence
		: notReadAtAll(
				settings.isQuick
					? 'Left out by --quick.'
					: evidence.status === 'reading'
						? 'The run ended before it was read.'
						: 'No failure was named or found.',
			);

/** What `--quick` left out of a failure. */
export const leftOutEntry = (state: RunState): Entry[] =>
	state.settings.isQuick && hasFailed(state)
		? [
				{
					kind: 'note',
					tone: 'dim',
					text: 'Left out by --quick: log lines, recent changes, decoded authorization messages and the test of a changed state.',
				},
			]
		: [];

export const hasFailed = (state: RunState): boolean =>
	failureToExplain(state) !== null || state.incident.text.trim() !== '';
