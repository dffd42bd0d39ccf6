import type {CommandLocation} from '../../aws/command.ts';
import type {FailureEvidence} from '../../evidence/evidence.ts';
import {evidenceLines} from '../evidence.ts';
import type {Page} from './page.ts';
import {printCommand} from './remedies.ts';

/** What was read beside the checks: it explains, and decides nothing. */
export function printEvidence(
	page: Page,
	evidence: FailureEvidence,
	location: CommandLocation,
	isBrief: boolean,
): void {
	for (const {title, unavailable, findings, notes, commands} of evidenceLines(
		evidence,
		location,
		isBrief,
	)) {
		page.heading(title);

		if (unavailable !== null) {
			page.paragraph(`Not available: ${unavailable}`, '  ');
		}

		for (const finding of findings) {
			page.paragraph(finding, '  ');
		}

		for (const note of notes) {
			page.item('-', note, '  ');
		}

		if (commands.length > 0) {
			page.line(unavailable === null ? '  See the rest with:' : '  Find out with:');
		}

		for (const command of commands) {
			printCommand(page, command);
		}
	}
}
