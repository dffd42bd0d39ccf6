import {Box} from 'ink';
import {Words} from '../components/words.tsx';
import type {EntryProps} from './entry-props.ts';
import {Part} from './part.tsx';
import {Verbatim} from './verbatim.tsx';

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
	<>
		{requests.map(({to, text}) => (
			<Box key={`${to} ${text}`} flexDirection="column">
				<Part heading={`For somebody else to do, ready to copy: to ${to}`} />
				<Verbatim>{text}</Verbatim>
			</Box>
		))}
	</>
);
