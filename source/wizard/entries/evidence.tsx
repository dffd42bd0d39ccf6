import {evidenceLines} from '../../output/evidence.ts';
import {Words} from '../components/words.tsx';
import {type EntryProps, Items, Part, Verbatim} from './part.tsx';

export const EvidenceEntry = ({entry: {evidence, location, isBrief}}: EntryProps<'evidence'>) => (
	<>
		{evidenceLines(evidence, location, isBrief).map(
			({title, unavailable, findings, notes, commands}) => (
				<Part key={title} heading={title}>
					{unavailable !== null && <Words>{`Not available: ${unavailable}`}</Words>}
					{findings.map((finding, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
						<Words key={index}>{finding}</Words>
					))}
					<Items lines={notes} />
					{commands.length > 0 && (
						<Words tone="dim">
							{unavailable === null ? 'See the rest with:' : 'Find out with:'}
						</Words>
					)}
					{commands.map(command => (
						<Verbatim key={command}>{command}</Verbatim>
					))}
				</Part>
			),
		)}
	</>
);
