import type {CommandLocation} from '../aws/command.ts';
import type {Diagnosis, Verdict} from '../diagnosis/diagnose.ts';
import type {Change} from '../diagnosis/remedy.ts';
import type {Retry} from '../diagnosis/retry.ts';
import type {Applied} from '../output/json/diagnosis.ts';
import {printBriefly, printCheck, printVerdict} from '../output/plain/checks.ts';
import type {Page} from '../output/plain/page.ts';
import {printChange, printRemedies, printRequests} from '../output/plain/remedies.ts';
import type {ToolPatch} from '../wizard/services.ts';
import {printOpening} from './check.ts';
import type {Investigation} from './investigate.ts';

/** What a repair tells as it goes: printed for a person, kept quiet where JSON follows. */
export type Narrator = {
	opening(investigation: Investigation): void;
	diagnosis(diagnosis: Diagnosis): void;
	change(change: Change): void;
	patch(patch: ToolPatch | null): void;
	applied(applied: Applied): void;
	waiting(what: string, seconds: number): void;
	verified(diagnosis: Diagnosis): void;
	verdict(verdict: Verdict): void;
	retry(retry: Retry): void;
	say(text: string): void;
};

const quiet = () => {};

export const silentNarrator: Narrator = {
	opening: quiet,
	diagnosis: quiet,
	change: quiet,
	patch: quiet,
	applied: quiet,
	waiting: quiet,
	verified: quiet,
	verdict: quiet,
	retry: quiet,
	say: quiet,
};

const outcomeSentences: Record<Applied['outcome'], string> = {
	applied: 'Written, and AWS shows it.',
	moved: 'The resource changed in between: nothing was written to it.',
	refused: 'Not written:',
	failed: 'Not written, AWS refused it:',
	unknown: 'Not known whether it was written (sfn-fix history looks it up):',
	'not-visible': 'Written, but AWS does not show it yet:',
	'not-written': 'Not written.',
};

export function plainNarrator(page: Page, location: CommandLocation): Narrator {
	return {
		opening: investigation => printOpening(page, investigation),
		diagnosis(diagnosis) {
			page.heading('Checks');

			for (const answered of diagnosis.checks) {
				printCheck(page, answered, location);
			}

			printRemedies(page, diagnosis.remedies);
			printRequests(page, diagnosis.requests, location);
		},
		change: change => printChange(page, change, location),
		patch(patch) {
			if (patch) {
				page.heading(`For ${patch.tool}`);
				page.paragraph(patch.warning, '  ');
				page.verbatim(patch.patch, '    ');
			}
		},
		applied: ({outcome, message}) =>
			page.paragraph(`${outcomeSentences[outcome]} ${message ?? ''}`.trim(), '  '),
		waiting: (what, seconds) => page.line(`  ${what} (${seconds} s)`),
		verified(diagnosis) {
			page.heading('Checked again');

			for (const answered of diagnosis.checks) {
				printBriefly(page, answered, location);
			}
		},
		verdict: verdict => printVerdict(page, verdict),
		retry(retry) {
			page.heading(retry.title);
			page.paragraph(retry.sideEffects, '  ');
		},
		say: text => page.paragraph(text),
	};
}
