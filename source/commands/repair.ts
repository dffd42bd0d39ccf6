import {mergeChanges} from '../changes/merge-changes.ts';
import {afterAFix} from '../diagnosis/after-a-fix.ts';
import type {Diagnosis, Verdict} from '../diagnosis/diagnose.ts';
import {type Explanation, judgedWith} from '../diagnosis/judge-failure.ts';
import {describedSubject} from '../diagnosis/subject.ts';
import {isWorthRepeating} from '../diagnosis/worth-repeating.ts';
import type {DiagnosisReport} from '../output/json/diagnosis.ts';
import {applyAll, notWritten, showChange} from './apply-all.ts';
import {chooseRemedies} from './choose-remedies.ts';
import type {Consent} from './consent.ts';
import {type ExitStatus, exitStatus} from './exit-status.ts';
import {examine, type Investigation} from './investigate.ts';
import type {Narrator} from './narrator.ts';
import {offerRetry} from './offer-retry.ts';
import {statusOf} from './repair-status.ts';
import {verify} from './verify.ts';

export type RepairOptions = {
	remedies: readonly string[];
	consent: Consent;
	/** A yes to repeating what failed, given beforehand. */
	retry: boolean;
};

export type Repair = {status: ExitStatus; report: DiagnosisReport};

/** From the checks to the verified fix; what is written is exactly what was shown. */
export async function repair(
	investigation: Investigation,
	narrator: Narrator,
	{remedies, consent, retry}: RepairOptions,
): Promise<Repair> {
	narrator.opening(investigation);
	const {diagnosis: found, explanation} = await examine(investigation);
	narrator.diagnosis(found);
	const changes = mergeChanges(chooseRemedies(found, remedies).flatMap(remedy => remedy.changes));

	// Where a yes is asked for, each change is shown right before its own question.
	if (consent.kind !== 'ask') {
		for (const change of changes) {
			await showChange(change, investigation, narrator);
		}
	}

	const {flow, session, sight} = investigation;
	const subject = await describedSubject(investigation.subject, session.reads());
	const report = {location: session.location, subject, flow, sight, changes};

	if (changes.length > 0 && !mayWrite(consent)) {
		narrator.say(whyNot(consent));
		const status = consent.kind === 'cannot-ask' ? exitStatus.usage : exitStatus.problem;
		return {
			status,
			report: {...report, diagnosis: found, applied: changes.map(notWritten), retried: null},
		};
	}

	const applied = await applyAll(changes, investigation, {narrator, consent});
	const written = applied.some(({outcome}) => outcome === 'applied' || outcome === 'not-visible');
	const mended = written
		? {...investigation, checks: afterAFix(investigation.checks)}
		: investigation;
	const verified = written ? heldTo(explanation, await verify(mended, found, narrator)) : found;
	const retried = await offerRetry(investigation, {
		narrator,
		consent,
		retry,
		isWorthwhile: offered =>
			isWorthRepeating(offered.kind === 'start-execution' && Boolean(offered.askForInput), {
				verdict: verified.verdict,
				isSomethingWritten: written,
			}),
	});
	// What could not be seen before may be seen by now.
	const isNews = verified.verdict === 'no-verdict' && retried?.outcome === 'succeeded';
	const diagnosis = isNews
		? heldTo(explanation, await verify(mended, verified, narrator))
		: verified;
	narrator.verdict(diagnosis.verdict);
	tellWhatIsNext(investigation, {written, verdict: diagnosis.verdict}, narrator);
	const finished = {...report, diagnosis, applied, retried};

	return {status: statusOf(finished), report: finished};
}

/** What was written does not explain a failure that no check had explained. */
const heldTo = (explanation: Explanation, diagnosis: Diagnosis): Diagnosis => ({
	...diagnosis,
	verdict: judgedWith(diagnosis.verdict, explanation),
});

function tellWhatIsNext(
	{subject, session}: Investigation,
	{written, verdict}: {written: boolean; verdict: Verdict},
	narrator: Narrator,
): void {
	if (subject.kind === 'not-created' && verdict === 'healthy') {
		narrator.say('Now deploy the state machine again: nothing here stands in its way any more.');
	}

	if (written && !session.practice) {
		narrator.say('sfn-fix undo takes the last change back; sfn-fix history lists them all.');
	}
}

const mayWrite = ({kind}: Consent): boolean => kind === 'given' || kind === 'ask';

const whyNot = (consent: Consent): string =>
	consent.kind === 'show-only'
		? consent.why
		: 'Nothing was written, since nobody can be asked without a terminal: --yes writes the changes shown.';
