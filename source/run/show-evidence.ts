import {piecesOf} from '../evidence/evidence.ts';
import type {Entry} from './entry.ts';
import {type RunState, say} from './state.ts';

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
