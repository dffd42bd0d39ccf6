import {Box, Static} from 'ink';
import type {Entry} from '../run/entry.ts';
import {widestReadable} from './components/frame-size.ts';
import {useSize} from './components/use-window.ts';
import {WidthProvider} from './components/width.ts';
import {ChangeEntry, Command, RetryEntry} from './entries/change.tsx';
import {ChecksEntry} from './entries/checks.tsx';
import {EvidenceEntry} from './entries/evidence.tsx';
import {Groups} from './entries/groups.tsx';
import {
	Account,
	Banner,
	Failure,
	GivenAnswer,
	Guide,
	Note,
	SummaryEntry,
} from './entries/lines.tsx';
import {Advice, MeaningEntry} from './entries/meaning.tsx';
import {HandOver, Offers, Remedies, Requests} from './entries/remedies.tsx';

/** The finished steps. Mounted once, at the root: Ink drops or repeats the rows of a second one. */
export function Transcript({entries}: {entries: Entry[]}) {
	const {columns} = useSize();
	const width = {columns: Math.min(columns, widestReadable), isScrollback: true};

	return (
		<Static items={entries}>
			{(entry, index) => (
				<Box key={index} width={columns} flexDirection="column">
					<WidthProvider value={width}>
						<EntryView entry={entry} />
					</WidthProvider>
				</Box>
			)}
		</Static>
	);
}

function EntryView({entry}: {entry: Entry}) {
	switch (entry.kind) {
		case 'banner':
			return <Banner entry={entry} />;
		case 'account':
			return <Account entry={entry} />;
		case 'failure':
			return <Failure entry={entry} />;
		case 'groups':
			return <Groups entry={entry} />;
		case 'answer':
			return <GivenAnswer entry={entry} />;
		case 'note':
			return <Note entry={entry} />;
		case 'reason':
			return null;
		case 'meaning':
			return <MeaningEntry entry={entry} />;
		case 'advice':
			return <Advice entry={entry} />;
		case 'checks':
			return <ChecksEntry entry={entry} />;
		case 'evidence':
			return <EvidenceEntry entry={entry} />;
		case 'remedies':
			return <Remedies entry={entry} />;
		case 'offers':
			return <Offers entry={entry} />;
		case 'requests':
			return <Requests entry={entry} />;
		case 'hand-over':
			return <HandOver entry={entry} />;
		case 'change':
			return <ChangeEntry entry={entry} />;
		case 'retry':
			return <RetryEntry entry={entry} />;
		case 'command':
			return <Command entry={entry} />;
		case 'summary':
			return <SummaryEntry entry={entry} />;
		case 'guide':
			return <Guide entry={entry} />;
	}
}
