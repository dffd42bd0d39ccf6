import {Box} from 'ink';
import {Words} from '../components/words.tsx';
import type {EntryProps} from './part.tsx';

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
