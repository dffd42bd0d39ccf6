import stringWidth from 'string-width';
import {failureHeading, failureLines} from '../../output/plain/failure.ts';
import {Indent} from '../components/indent.tsx';
import {Rail, Step} from '../components/rail.tsx';
import {Words} from '../components/words.tsx';
import {type EntryProps, Items, Part} from './part.tsx';

export const Account = ({entry: {identity}}: EntryProps<'account'>) => (
	<Rail>
		<Words>{`Account ${identity.accountId}, ${identity.region}, as ${identity.arn}`}</Words>
	</Rail>
);

export const GivenAnswer = ({entry: {question, answer}}: EntryProps<'answer'>) => (
	<Step>
		<Indent by={stringWidth(question) + 2} marker={<Words tone="dim">{`${question}:`}</Words>}>
			<Words>{answer}</Words>
		</Indent>
	</Step>
);

export const Note = ({entry: {tone, text}}: EntryProps<'note'>) => (
	<Rail>
		<Words tone={tone}>{text}</Words>
	</Rail>
);

export const Failure = ({entry: {sight, at}}: EntryProps<'failure'>) => {
	const [first, ...rest] = failureLines(sight, at);

	if (first === undefined) {
		return null;
	}

	return rest.length === 0 ? (
		<Step>
			<Words>{first}</Words>
		</Step>
	) : (
		<Part heading={failureHeading(sight)}>
			<Words>{first}</Words>
			<Items lines={rest} />
		</Part>
	);
};

export const Banner = ({entry: {practice, readOnly}}: EntryProps<'banner'>) => (
	<>
		<Step>
			{practice ? (
				<Words tone="warning">sfn-fix. This is a practice account: nothing real is touched.</Words>
			) : (
				<Words tone="strong">sfn-fix</Words>
			)}
		</Step>
		<Rail>
			{practice && (
				<>
					<Words tone="strong">{practice.title}</Words>
					<Words>{practice.story}</Words>
				</>
			)}
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
