import {groupItems, groupsHeading} from '../../output/plain/groups.ts';
import {Indent} from '../components/indent.tsx';
import {Words} from '../components/words.tsx';
import {type EntryProps, Part} from './part.tsx';

/** The causes of a window's failures, numbered, the most frequent first. */
export const Groups = ({entry: {failures, examined}}: EntryProps<'groups'>) => (
	<Part heading={groupsHeading(failures)}>
		{groupItems(failures, examined).map(({marker, lines}, index) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
			<Indent key={index} by={marker === null ? 0 : 4} marker={<Words>{marker ?? ''}</Words>}>
				{lines.map((line, at) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
					<Words key={at}>{line}</Words>
				))}
			</Indent>
		))}
	</Part>
);
