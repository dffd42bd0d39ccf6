import type {AnsweredCheck, Verdict} from '../../diagnosis/diagnose.ts';
import {explanationWords} from '../../output/plain/failure.ts';
import {CheckRow} from '../components/check-row.tsx';
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
	entry: {lines, verdict, explanation, seconds, again, repeated},
}: EntryProps<'checks'>) {
	const heading = `Checks${again ? ' again' : ''}: ${verdicts[verdict]} (${seconds} s)`;
	const isProof = verdict === 'healthy' && !again;

	return (
		<Part heading={heading}>
			{lines.map(line => (
				<CheckRow key={line.id} line={line} fit="wrap">
					{line.answered && (
						<AnswerLines
							answered={line.answered}
							isProof={isProof}
							isRepeated={repeated.includes(line.id)}
						/>
					)}
				</CheckRow>
			))}
			{!again && explanationWords[explanation] && <Words>{explanationWords[explanation]}</Words>}
		</Part>
	);
}

/** What is in order takes one line, unless it is all there is to tell; what is not is told in full. */
function AnswerLines({
	answered,
	isProof,
	isRepeated,
}: {
	answered: AnsweredCheck;
	isProof: boolean;
	isRepeated: boolean;
}) {
	const {answer, details, outcome, notAFault} = answered;

	if (outcome === 'ok' && !notAFault) {
		return isProof ? <Words tone="dim">{answer}</Words> : null;
	}

	if (isRepeated) {
		return <Words tone="dim">{`As before: ${answer}`}</Words>;
	}

	return (
		<>
			<Words>{answer}</Words>
			{details.map(detail => (
				<Detail key={detail} detail={detail} />
			))}
		</>
	);
}

/** `Find out with: aws ...`: the command goes on a line of its own, to be copied. */
const offeredCommand = /^([^:]{1,40}:) (aws [\s\S]+)$/;

function Detail({detail}: {detail: string}) {
	const [, label = detail, command = null] = offeredCommand.exec(detail) ?? [];

	return (
		<Indent by={2} marker={<Words tone="dim">-</Words>}>
			<Words tone="dim">{label}</Words>
			{command && <Words fit="exact">{command}</Words>}
		</Indent>
	);
}
