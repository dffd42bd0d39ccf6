import type {CommandLocation} from '../../aws/command.ts';
import type {AnsweredCheck, Verdict} from '../../diagnosis/diagnose.ts';
import {type DetailLine, detailLines} from '../../output/details.ts';
import {linesByState} from '../../output/permission-lines.ts';
import {explanationWords} from '../../output/plain/failure.ts';
import {count} from '../../text.ts';
import {CheckRow, OutcomeRow} from '../components/check-row.tsx';
import {Indent} from '../components/indent.tsx';
import {Words} from '../components/words.tsx';
import {type EntryProps, Part} from './part.tsx';

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
	const shown = isBrief ? lines.filter(({answered}) => answered?.outcome !== 'ok') : lines;
	const isProof = verdict === 'healthy' && !again;

	return (
		<Part heading={heading}>
			{shown.map(line => (
				<CheckRow key={line.id} line={line} fit="wrap">
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
			{shown.length < lines.length && (
				<OutcomeRow outcome="ok">
					<Words>{`${count(lines.length - shown.length, 'more check')}: no problem found`}</Words>
				</OutcomeRow>
			)}
			{!again && explanationWords[explanation] && <Words>{explanationWords[explanation]}</Words>}
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
		return isProof ? <Words tone="dim">{answer}</Words> : null;
	}

	if (isRepeated) {
		return <Words tone="dim">{`As before: ${answer}`}</Words>;
	}

	return (
		<>
			<Words>{answer}</Words>
			{(isBrief ? [] : detailLines(answered, location, wordsOf)).map(line => (
				<Detail key={`${line.text} ${line.command}`} line={line} />
			))}
		</>
	);
}

function Detail({line: {text, command}}: {line: DetailLine}) {
	return (
		<Indent by={2} marker={<Words tone="dim">-</Words>}>
			<Words tone="dim">{text}</Words>
			{command && <Words fit="exact">{command}</Words>}
		</Indent>
	);
}
