import {Fragment} from 'react';
import {requestText} from '../../output/details.ts';
import {changesMarkdown, handOverHeading} from '../../output/markdown/hand-over.ts';
import {Indent} from '../components/indent.tsx';
import {Rail} from '../components/rail.tsx';
import {Words} from '../components/words.tsx';
import {type EntryProps, Items, Part, Verbatim} from './part.tsx';

export const Remedies = ({entry: {problem}}: EntryProps<'remedies'>) => (
	<Part heading={`PROBLEM: ${problem.answer}`}>
		{problem.remedies.map(({id, title, why, widens}, index) => (
			<Indent key={id} by={3} marker={<Words>{`${index + 1}.`}</Words>}>
				<Words>{title}</Words>
				<Words>{`Why: ${why}`}</Words>
				{widens && <Words tone="warning">{`Widens: ${widens}`}</Words>}
			</Indent>
		))}
	</Part>
);

/** All that could be done, where nothing is chosen. */
export const Offers = ({entry: {remedies}}: EntryProps<'offers'>) => (
	<Rail>
		<Items title="Fixes:" lines={remedies.map(({title}) => title)} />
	</Rail>
);

export const Requests = ({entry: {requests, location}}: EntryProps<'requests'>) => (
	<>
		{requests.map(request => (
			<Fragment key={`${request.to} ${request.text}`}>
				<Part heading={`Request for ${request.to}, ready to copy`} />
				<Verbatim>{requestText(request, location)}</Verbatim>
			</Fragment>
		))}
	</>
);

export const HandOver = ({entry: {handOver, location}}: EntryProps<'hand-over'>) => (
	<>
		<Part heading={handOverHeading(handOver)} />
		<Verbatim>{changesMarkdown(handOver, location)}</Verbatim>
	</>
);
