import {Box} from 'ink';
import {sanitise} from '../../output/sanitise.ts';
import {Words} from '../components/words.tsx';

/** A text to copy: neither moved in nor wrapped, so that the terminal's own wrapping is all there is to undo. */
export const Verbatim = ({children}: {children: string}) => (
	<Box flexDirection="column">
		{sanitise(children)
			.split('\n')
			.map((line, index) => (
				// A character takes at most two columns.
				// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
				<Box key={index} width={line.length * 2 + 1} flexShrink={0}>
					<Words>{line}</Words>
				</Box>
			))}
	</Box>
);
