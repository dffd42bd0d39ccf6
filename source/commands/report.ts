import {changeId} from '../changes/change-id.ts';
import {describedSubject} from '../diagnosis/subject.ts';
import {InterruptedError} from '../errors.ts';
import {type DiagnosisReport, diagnosisJson} from '../output/json/diagnosis.ts';
import {verdictOf} from '../run/finish.ts';
import {handOver, patchCommand, verifyCommand} from '../run/hand-over.ts';
import {mismatches} from '../run/mismatches.ts';
import {reasons} from '../run/reasons.ts';
import type {Session} from '../run/session.ts';
import {evidenceIn} from '../run/show-evidence.ts';
import type {RunState} from '../run/state.ts';
import {ownerOfChanged} from '../run/tool-patch.ts';

const notDiagnosed = {checks: [], remedies: [], requests: []};

/** What `--json` prints of a run that has ended. Throws InterruptedError where it ended before anything was examined. */
export async function reportJson(state: RunState, session: Session) {
	const {subject, sight, failures, groupId, diagnosis, reading, retried, groupRetried} = state;

	if (subject === null) {
		throw new InterruptedError('Interrupted.');
	}

	return diagnosisJson({
		subject: await describedSubject(subject, session.reads()),
		location: session.location,
		flow: reading?.flow ?? null,
		sight: sight ?? {kind: 'none'},
		evidence: evidenceIn(state),
		proof: state.changes.findLast(({shown}) => shown.proof)?.shown.proof ?? null,
		failures,
		groupId,
		diagnosis: {...(diagnosis ?? notDiagnosed), verdict: verdictOf(state)},
		reasons: reasons(state),
		...proposed(state),
		owners: await ownersOf(state, session),
		handOver: handOver(state),
		verify: state.settings.practice === null ? verifyCommand(state) : null,
		retried,
		mismatches: mismatches(state),
		groupRetried,
	});
}

/** Each change once, with what became of it last. */
function proposed({changes}: RunState): Pick<DiagnosisReport, 'changes' | 'applied'> {
	const latest = [
		...new Map(changes.map(change => [changeId(change.shown.change), change])).entries(),
	];

	return {
		changes: latest.map(([, {shown}]) => shown.change),
		applied: latest.map(([id, {shown, outcome, message}]) => ({
			changeId: id,
			outcome,
			message,
			policyReview: shown.review,
		})),
	};
}

/** Those of the changes shown are known; for a check, what it read is asked again. */
async function ownersOf(state: RunState, session: Session): Promise<DiagnosisReport['owners']> {
	const {subject, diagnosis, changes, settings} = state;
	const shown = changes.map(({shown: {change, patch}}) => ({change, owner: patch?.owner ?? null}));
	const offered =
		settings.goal === 'check' && subject
			? (diagnosis?.remedies ?? []).flatMap(remedy => remedy.changes)
			: [];
	const found = offered.map(async change => ({
		change,
		owner: subject && (await ownerOfChanged(change, subject, session.reads())),
	}));

	return new Map(
		[...(await Promise.all(found)), ...shown].flatMap(({change, owner}) =>
			owner
				? [[changeId(change), {...owner, patchCommand: patchCommand(state, owner.tool)}] as const]
				: [],
		),
	);
}
