import stringWidth from 'string-width';
import {failureLines} from '../../output/plain/failure.ts';
import type {Tone} from '../../run/entry.ts';
import {callerOf} from '../components/account-line.tsx';
import {Indent} from '../components/indent.tsx';
import type {Look} from '../components/look.ts';
import {Rail, Step} from '../components/rail.tsx';
import {signs} from '../components/signs.ts';
import {useWidth} from '../components/width.ts';
import {Words} from '../components/words.tsx';
import {type EntryProps, Items, Part} from './part.tsx';

export const Account = ({entry: {identity}}: EntryProps<'account'>) => (
	<Rail>
		<Words>{`Account ${identity.accountId}, ${identity.region}, as ${callerOf(identity.arn)}`}</Words>
	</Rail>
);

export const GivenAnswer = ({entry: {question, answer}}: EntryProps<'answer'>) => {
	const {columns} = useWidth();
	const asked = <Words tone="dim">{`${question}:`}</Words>;
	const beside = stringWidth(question) + 2;
	const isBeside = beside <= columns / 2;

	return (
		<Step>
			{!isBeside && asked}
			<Indent by={isBeside ? beside : 2} marker={isBeside && asked}>
				<Words>{answer}</Words>
			</Indent>
		</Step>
	);
};

const noteSigns: Partial<Record<Tone, [sign: string, tone: Look]>> = {
	good: [signs.outcomes.ok, 'good'],
	warning: [signs.outcomes.warning, 'caution'],
	bad: [signs.outcomes.problem, 'bad'],
};

export function Note({entry: {tone, text}}: EntryProps<'note'>) {
	const [sign, look = 'plain'] = noteSigns[tone] ?? [];

	return (
		<Rail marker={sign && <Words tone={look}>{sign}</Words>}>
			<Words tone={tone}>{text}</Words>
		</Rail>
	);
}

export const Failure = ({entry: {sight, at}}: EntryProps<'failure'>) => {
	const [first, ...rest] = failureLines(sight, at);

	if (first === undefined) {
		return null;
	}

	return (
		<>
			<Step>
				<Words tone={rest.length > 0 ? 'strong' : 'plain'}>{first}</Words>
			</Step>
			<Rail otherwise={2}>
				<Items lines={rest} />
			</Rail>
		</>
	);
};

export const Banner = ({entry: {practice, readOnly}}: EntryProps<'banner'>) => (
	<>
		<Step>
			<Words tone="strong">
				{practice ? `Practice (nothing real is touched): ${practice.title}` : 'sfn-fix'}
			</Words>
		</Step>
		<Rail>
			{practice && <Words>{practice.story}</Words>}
			{readOnly && <Words tone="warning">Read-only: every write is refused.</Words>}
		</Rail>
	</>
);

export const Guide = ({entry: {heading, paragraphs}}: EntryProps<'guide'>) => (
	<Part heading={`Guide: ${heading}`}>
		{paragraphs.map(paragraph => (
			<Words key={paragraph}>{paragraph}</Words>
		))}
	</Part>
);

export const SummaryEntry = ({entry: {summary}}: EntryProps<'summary'>) => (
	<Part heading="Summary">
		<Words tone={summary.tone}>{summary.headline}</Words>
		<Items title="Found:" lines={summary.found} />
		<Items title="Written:" lines={summary.written} />
		<Items title="Not written:" lines={summary.notWritten} />
		<Items title="Verified:" lines={summary.verified} />
		<Items title="Not known:" lines={summary.notKnown} />
		<Items title="Next:" lines={summary.next} />
	</Part>
);
