import type {CommandLocation} from '../../aws/command.ts';
import type {AnsweredCheck, Verdict} from '../../diagnosis/diagnose.ts';
import {type DetailLine, detailLines} from '../../output/details.ts';
import {linesByState} from '../../output/permission-lines.ts';
import {besidesOf, briefLines, expected, isUnchanged, saidOnce} from '../../output/plain/checks.ts';
import {explanationWords} from '../../output/plain/failure.ts';
import {count} from '../../text.ts';
import {CheckRow, OutcomeRow} from '../components/check-row.tsx';
import {Indent} from '../components/indent.tsx';
import {Rail} from '../components/rail.tsx';
import {Words} from '../components/words.tsx';
import {type EntryProps, Part, Verbatim} from './part.tsx';

const verdicts: Record<Verdict, string> = {
	healthy: 'healthy',
	problem: 'PROBLEM',
	'not-a-fault': 'not a fault',
	'no-verdict': 'no verdict',
};

export function ChecksEntry({
	entry: {lines, verdict, explanation, seconds, again, repeated, isBrief, isWhole, location},
}: EntryProps<'checks'>) {
	const heading = `Checks${again ? ' again' : ''}: ${verdicts[verdict]} (${seconds} s)`;
	const folded = lines.filter(line =>
		isBrief ? line.answered?.outcome === 'ok' : again && isUnchanged(line, repeated),
	);
	const shown = isBrief
		? briefLines(lines)
		: saidOnce(lines.filter(line => !folded.includes(line)));
	const isProof = verdict === 'healthy' && !again;

	const rows = (
		<>
			{shown.map(line => (
				<CheckRow key={line.id} line={line} fit="wrap" isBrief={isBrief}>
					{line.answered && (
						<AnswerLines
							answered={line.answered}
							location={location}
							isProof={isProof}
							isRepeated={repeated.includes(line.id)}
							isBrief={isBrief}
							{...(isWhole && {wordsOf: linesByState})}
						/>
					)}
				</CheckRow>
			))}
			{(isBrief ? besidesOf(lines) : []).map(({outcome, answer}) => (
				<OutcomeRow key={answer} outcome={outcome}>
					<Words>{answer}</Words>
				</OutcomeRow>
			))}
			{folded.length > 0 && (
				<OutcomeRow outcome="ok">
					<Words>
						{`${count(folded.length, shown.length > 0 ? 'more check' : 'check')}: no problem found`}
					</Words>
				</OutcomeRow>
			)}
			{!again && explanationWords[explanation] && <Words>{explanationWords[explanation]}</Words>}
		</>
	);

	// Beside a choice the rows say all that the heading would.
	return isBrief && !again ? (
		<Rail otherwise={2}>{rows}</Rail>
	) : (
		<Part heading={heading} gap={!isBrief}>
			{rows}
		</Part>
	);
}

/** What is in order takes one line, unless it is all there is to tell; what is not is told in full. */
function AnswerLines({
	answered,
	location,
	isProof,
	isRepeated,
	isBrief,
	wordsOf,
}: {
	answered: AnsweredCheck;
	location: CommandLocation;
	isProof: boolean;
	isRepeated: boolean;
	isBrief: boolean;
	wordsOf?: typeof linesByState;
}) {
	const {answer, outcome, notAFault} = answered;

	if (outcome === 'ok' && !notAFault) {
		return isProof ? <Words>{answer}</Words> : null;
	}

	if (isRepeated) {
		return <Words tone="dim">{`${answer} (as before)`}</Words>;
	}

	return (
		<>
			<Words>{answer}</Words>
			{!isBrief && outcome !== 'ok' && <Words>{expected(answered)}</Words>}
			{(isBrief ? [] : detailLines(answered, location, wordsOf)).map(line => (
				<Detail key={`${line.text} ${line.command}`} line={line} />
			))}
		</>
	);
}

function Detail({line: {text, command}}: {line: DetailLine}) {
	return (
		<Indent by={2} marker={<Words tone="dim">-</Words>}>
			<Words>{text}</Words>
			{command && <Verbatim>{command}</Verbatim>}
		</Indent>
	);
}
