import {type CommandLocation, printAwsCommand} from '../aws/command.ts';
import {type FailureEvidence, type Piece, piecesOf} from '../evidence/evidence.ts';
import {count} from '../text.ts';

export type EvidenceLines = {
	title: string;
	/** Why it cannot be shown; null where it can. */
	unavailable: string | null;
	findings: string[];
	notes: string[];
	commands: string[];
};

/** Above a question the last findings have to do: the cause must stay on the screen. */
const briefly = 3;

export const evidenceLines = (
	evidence: FailureEvidence,
	location: CommandLocation,
	isBrief: boolean,
): EvidenceLines[] =>
	piecesOf(evidence)
		// What was not found is told when asked for.
		.filter(({findings}) => !isBrief || findings.length > 0)
		.map(piece => linesOf(piece, location, isBrief));

function linesOf(piece: Piece, location: CommandLocation, isBrief: boolean): EvidenceLines {
	const {title, findings, notes, unavailable, commands} = piece;

	if (!isBrief) {
		return {
			title,
			unavailable,
			findings,
			notes,
			commands: commands.map(command => printAwsCommand(command, location)),
		};
	}

	const left = findings.length - briefly;

	return {
		title: left > 0 ? `${title} (last ${briefly} of ${count(findings.length, 'line')})` : title,
		unavailable,
		findings: findings.slice(-briefly).map(oneRow),
		notes: [],
		commands: [],
	};
}

const oneRow = (text: string): string => (text.length > 150 ? `${text.slice(0, 150)}…` : text);
