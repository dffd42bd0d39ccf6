import {Words} from '../components/words.tsx';
import {type EntryProps, Items, Part} from './part.tsx';

export const SummaryEntry = ({entry: {summary}}: EntryProps<'summary'>) => (
	<Part heading="Summary">
		<Words tone={summary.tone}>{summary.headline}</Words>
		<Items title="Found:" lines={summary.found} />
		<Items title="Written:" lines={summary.written} />
		<Items title="Verified:" lines={summary.verified} />
		<Items title="Not known:" lines={summary.notKnown} />
		<Items title="Next:" lines={summary.next} />
	</Part>
);
