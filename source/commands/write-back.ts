import type {ApplyResult} from '../changes/apply-change.ts';
import type {JournalEntry} from '../changes/journal-entry.ts';
import {undoChange} from '../changes/undo.ts';
import {progressWords} from '../changes/wait-until-shown.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import type {Session} from '../run/session.ts';

/** How an undo ended, with the sentence and the status for it. */
export type UndoOutcome = {
	outcome: Exclude<ApplyResult['outcome'], 'refused'> | 'not-written';
	message: string;
	status: ExitStatus;
};

/** `because`: the option that rules every write out; null where the person answered no. */
export const notWritten = (because: string | null): UndoOutcome => ({
	outcome: 'not-written',
	message: `Nothing was written${because === null ? '' : `, because of ${because}`}.`,
	status: exitStatus.problem,
});

export async function writeBack(
	entry: JournalEntry,
	change: Change,
	{account, journal, clock, waits}: Session,
): Promise<UndoOutcome> {
	const result = await undoChange(entry, change, {
		account,
		journal,
		clock,
		onProgress(progress) {
			const words = progress.waitedSeconds >= 5 ? progressWords(progress) : null;

			if (words !== null) {
				waits.tell(words);
			}
		},
	});

	switch (result.outcome) {
		case 'applied':
			return {
				outcome: 'applied',
				message: withWarning('Undone and confirmed by AWS.', result),
				status: exitStatus.healthy,
			};
		case 'not-visible':
			return {
				outcome: result.outcome,
				message: withWarning(
					result.isReplaced ? 'Undone.' : 'Undone; AWS does not show it yet.',
					result,
				),
				status: exitStatus.problem,
			};
		case 'moved':
			return {outcome: result.outcome, message: result.why, status: exitStatus.changedInBetween};
		case 'refused':
			return {outcome: 'not-written', message: result.why, status: exitStatus.problem};
		case 'failed':
			return {outcome: result.outcome, message: result.error.message, status: exitStatus.problem};
		case 'unknown':
			return {
				outcome: result.outcome,
				message: `It is unknown whether this was undone: ${result.error.message} Run sfn-fix undo again.`,
				status: exitStatus.noVerdict,
			};
	}
}

/** Written, with something to know about it. */
const withWarning = (message: string, {warning = ''}: {warning?: string}): string =>
	`${message} ${warning}`.trimEnd();
