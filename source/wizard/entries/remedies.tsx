import {Box} from 'ink';
import {Words} from '../components/words.tsx';
import type {EntryProps} from './entry-props.ts';
import {Part} from './part.tsx';

export const Remedies = ({entry: {problem}}: EntryProps<'remedies'>) => (
	<Part heading={`PROBLEM: ${problem.answer}`}>
		{problem.remedies.map(({id, title, why, widens}, index) => (
			<Box key={id} flexDirection="column">
				<Words>{`${index + 1}. ${title}`}</Words>
				<Box flexDirection="column" paddingLeft={3}>
					<Words tone="dim">{`Why: ${why}`}</Words>
					<Words tone={widens ? 'warning' : 'dim'}>{`Widens: ${widens ?? 'nothing'}`}</Words>
				</Box>
			</Box>
		))}
	</Part>
);

export const Requests = ({entry: {requests}}: EntryProps<'requests'>) => (
	<Part heading="For somebody else to do (ready to copy)">
		{requests.map(({to, text}) => (
			<Box key={`${to} ${text}`} flexDirection="column" marginBottom={1}>
				<Words tone="strong">{`To ${to}:`}</Words>
				<Words>{text}</Words>
			</Box>
		))}
	</Part>
);
