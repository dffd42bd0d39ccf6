import {Box} from 'ink';
import {failureHeading, failureLines} from '../../output/plain/failure.ts';
import {Words} from '../components/words.tsx';
import {type EntryProps, Items, Part} from './part.tsx';

export const Account = ({entry: {identity}}: EntryProps<'account'>) => (
	<Box marginTop={1}>
		<Words>{`Account ${identity.accountId}, ${identity.region}, as ${identity.arn}`}</Words>
	</Box>
);

export const GivenAnswer = ({entry: {question, answer}}: EntryProps<'answer'>) => (
	<Words>{`${question}: ${answer}`}</Words>
);

export const Note = ({entry: {tone, text}}: EntryProps<'note'>) => (
	<Words tone={tone}>{text}</Words>
);

export const Failure = ({entry: {sight, at}}: EntryProps<'failure'>) => {
	const [first, ...rest] = failureLines(sight, at);

	return first === undefined ? null : (
		<Part heading={failureHeading(sight)}>
			<Words>{first}</Words>
			<Items lines={rest} />
		</Part>
	);
};

export const Banner = ({entry: {practice, readOnly}}: EntryProps<'banner'>) => (
	<Box flexDirection="column">
		{practice ? (
			<Words tone="warning">sfn-fix. This is a practice account: nothing real is touched.</Words>
		) : (
			<Words tone="strong">sfn-fix</Words>
		)}
		{practice && (
			<>
				<Words tone="strong">{practice.title}</Words>
				<Words>{practice.story}</Words>
			</>
		)}
		{readOnly && <Words tone="warning">Read-only: every write is refused.</Words>}
	</Box>
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
