import {type ApplyResult, applyChange} from '../changes/apply-change.ts';
import {changeId} from '../changes/change-id.ts';
import type {Change} from '../diagnosis/remedy.ts';
import type {Applied} from '../output/json/diagnosis.ts';
import {type Consent, consents} from './consent.ts';
import type {Investigation} from './investigate.ts';
import type {Narrator} from './narrator.ts';
import {toolPatch} from './tool-patches.ts';

type Manner = {narrator: Narrator; consent: Consent};

/** Writes the changes one after the other; the first that is not written ends it, for later ones may rest on it. */
export async function applyAll(
	changes: readonly Change[],
	investigation: Investigation,
	manner: Manner,
): Promise<Applied[]> {
	const all: Applied[] = [];

	for (const change of changes) {
		const stopped = all.some(({outcome}) => outcome !== 'applied' && outcome !== 'not-visible');
		const applied = stopped ? notWritten(change) : await applyOne(change, investigation, manner);

		if (!stopped) {
			manner.narrator.applied(applied);
		}

		all.push(applied);
	}

	return all;
}

/** The change as a diff and, where a deployment tool owns the resource, as a patch for that tool. */
export async function showChange(
	change: Change,
	{subject, session}: Investigation,
	narrator: Narrator,
): Promise<void> {
	narrator.change(change);
	narrator.patch(await toolPatch(change, subject, session.reads()));
}

export const notWritten = (change: Change): Applied => ({
	changeId: changeId(change),
	outcome: 'not-written',
	message: null,
});

async function applyOne(
	change: Change,
	investigation: Investigation,
	manner: Manner,
): Promise<Applied> {
	if (manner.consent.kind === 'ask') {
		await showChange(change, investigation, manner.narrator);
	}

	if (!(await consents(manner.consent, 'Write this change?'))) {
		return notWritten(change);
	}

	const {account, journal, clock} = investigation.session;
	const result = await applyChange(change, {
		account,
		journal,
		clock,
		endpointUrl: investigation.session.endpointUrl,
		onProgress: ({phase, waitedSeconds}) => {
			if (phase === 'waiting' && waitedSeconds > 0) {
				manner.narrator.waiting('Waiting until AWS shows the change', waitedSeconds);
			}
		},
	});

	if (result.outcome === 'moved' && result.now && manner.consent.kind === 'ask') {
		manner.narrator.say('The resource changed in between. This is what would be written now:');
		const again = await applyOne(result.now, investigation, manner);
		return again.outcome === 'not-written'
			? {...again, outcome: 'moved', message: result.why}
			: again;
	}

	return {changeId: changeId(change), outcome: result.outcome, message: messageOf(result)};
}

function messageOf(result: ApplyResult): string | null {
	switch (result.outcome) {
		case 'refused':
		case 'moved':
			return result.why;
		case 'failed':
		case 'unknown':
			return result.error.message;
		case 'not-visible':
			return `waited ${Math.round(result.waitedSeconds)} s.`;
		default:
			return null;
	}
}
