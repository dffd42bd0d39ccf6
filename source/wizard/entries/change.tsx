import type {Sizes} from '../../changes/describe-change.ts';
import {retryWords} from '../../run/repeat-failed.ts';
import type {ShownChange} from '../../run/step.ts';
import {count, grouped} from '../../text.ts';
import {Diff} from '../components/diff.tsx';
import {Words} from '../components/words.tsx';
import {type EntryProps, Part, Verbatim} from './part.tsx';

/** The diff comes last: directly above the question. */
export const ChangeEntry = ({entry: {shown, position, total, isBrief}}: EntryProps<'change'>) => (
	<>
		<Part heading={`Change ${position} of ${total}: ${shown.target}`} />
		{!isBrief && <SameCommand command={shown.command} />}
		{shown.patch && (
			<>
				<Words tone="warning">{`${shown.patch.tool}: ${shown.patch.warning}`}</Words>
				<Verbatim>{shown.patch.patch}</Verbatim>
			</>
		)}
		<ChangeBody shown={shown} isBrief={isBrief} />
	</>
);

export const RetryEntry = ({entry: {offered}}: EntryProps<'retry'>) => (
	<Part heading={`${retryWords[offered.retry.kind].heading}${offered.retry.title}`}>
		<Words>{offered.retry.sideEffects}</Words>
		{offered.shown?.diff.some(({kind}) => kind !== 'same') && <Diff lines={offered.shown.diff} />}
	</Part>
);

export const Command = ({entry: {command}}: EntryProps<'command'>) => (
	<SameCommand command={command} />
);

const SameCommand = ({command}: {command: string}) => (
	<>
		<Words tone="dim">{'  The same with the AWS CLI:'}</Words>
		<WholeOrEnds>{command}</WholeOrEnds>
	</>
);

const longestCommand = 60;

/** A command that holds a whole definition would push the diff off the screen. */
function WholeOrEnds({children}: {children: string}) {
	const lines = children.split('\n');

	if (lines.length <= longestCommand) {
		return <Verbatim>{children}</Verbatim>;
	}

	return (
		<>
			<Verbatim>{lines.slice(0, 4).join('\n')}</Verbatim>
			<Words tone="dim">
				{`... ${count(lines.length - 5, 'more line')}; sfn-fix check --json prints them all ...`}
			</Words>
			<Verbatim>{lines.slice(-1).join('\n')}</Verbatim>
		</>
	);
}

/** A size far below the limit decides nothing. */
const isNear = ({after, limit}: Sizes): boolean => after > limit / 2;

const ChangeBody = ({shown: {diff, sizes}, isBrief}: {shown: ShownChange; isBrief: boolean}) => (
	<>
		{sizes && (!isBrief || isNear(sizes)) && (
			<Words tone={sizes.after > sizes.limit ? 'bad' : 'dim'}>{describeSizes(sizes)}</Words>
		)}
		<Diff lines={diff} />
	</>
);

const describeSizes = ({before, after, limit}: Sizes): string =>
	`Size: ${grouped(before)} -> ${grouped(after)} of at most ${grouped(limit)} characters${after > limit ? ': TOO LONG' : ''}`;
