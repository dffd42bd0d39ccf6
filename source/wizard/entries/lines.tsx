import {Box} from 'ink';
import {failureLines} from '../../output/plain/failure.ts';
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
		<Part heading="Failure">
			<Words>{first}</Words>
			<Items lines={rest} />
		</Part>
	);
};
