import {Box} from 'ink';
import {Words} from '../components/words.tsx';
import type {EntryProps} from './part.tsx';

export const Banner = ({entry: {practice, readOnly}}: EntryProps<'banner'>) => (
	<Box flexDirection="column">
		<Words tone="strong">sfn-fix</Words>
		{practice && (
			<>
				<Words tone="warning">This is a practice account: nothing real is touched.</Words>
				<Words tone="strong">{practice.title}</Words>
				<Words>{practice.story}</Words>
			</>
		)}
		{readOnly && <Words tone="warning">Read-only: every write is refused.</Words>}
	</Box>
);
