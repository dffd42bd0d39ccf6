import type {Sizes} from '../../changes/describe-change.ts';
import {holdsSecret, longCommandNote, secretNote} from '../../output/plain/remedies.ts';
import {retryWords} from '../../run/repeat-failed.ts';
import type {ShownChange} from '../../run/step.ts';
import {grouped} from '../../text.ts';
import {Diff} from '../components/diff.tsx';
import {Rail} from '../components/rail.tsx';
import {signs} from '../components/signs.ts';
import {Words} from '../components/words.tsx';
import {type EntryProps, Part, Verbatim} from './part.tsx';

/** The diff comes last: directly above the question. */
export const ChangeEntry = ({entry: {shown, position, total, isBrief}}: EntryProps<'change'>) => (
	<>
		<Part heading={`Change ${position} of ${total}: ${shown.target}`} />
		{!isBrief && <SameCommand command={shown.command} inJson={shown.inJson ?? null} />}
		{shown.patch && (
			<>
				<Rail>
					<Words tone="warning">{`${shown.patch.tool}: ${shown.patch.warning}`}</Words>
				</Rail>
				{(shown.patch.patch ?? shown.patch.command) && (
					<Verbatim>{shown.patch.patch ?? shown.patch.command ?? ''}</Verbatim>
				)}
			</>
		)}
		<Rail>
			<ChangeBody shown={shown} isBrief={isBrief} />
		</Rail>
	</>
);

export const RetryEntry = ({entry: {offered}}: EntryProps<'retry'>) => (
	<Part heading={`${retryWords[offered.retry.kind].heading}${offered.retry.title}`}>
		<Words>{offered.retry.sideEffects}</Words>
		{offered.shown?.diff.some(({kind}) => kind !== 'same') && <Diff lines={offered.shown.diff} />}
	</Part>
);

export const Command = ({entry: {command}}: EntryProps<'command'>) => (
	<SameCommand command={command} inJson={null} />
);

const SameCommand = ({command, inJson}: {command: string; inJson: string | null}) => (
	<>
		<Rail>
			<Words tone="dim">{'The same with the AWS CLI:'}</Words>
		</Rail>
		<WholeOrNote inJson={inJson}>{command}</WholeOrNote>
		{holdsSecret(command) && (
			<Rail>
				<Words tone="warning">{secretNote}</Words>
			</Rail>
		)}
	</>
);

const longestCommand = 60;

/** A command that holds a whole definition would push the diff off the screen: printed whole or not at all. */
function WholeOrNote({children, inJson}: {children: string; inJson: string | null}) {
	const lines = children.split('\n').length;

	return lines <= longestCommand ? (
		<Verbatim>{children}</Verbatim>
	) : (
		<Rail>
			<Words>{longCommandNote(lines, inJson)}</Words>
			{inJson && <Verbatim>{inJson}</Verbatim>}
		</Rail>
	);
}

/** A size far below the limit decides nothing. */
const isNear = ({after, limit}: Sizes): boolean => after > limit / 2;

const ChangeBody = ({
	shown: {diff, sizes, proof},
	isBrief,
}: {
	shown: ShownChange;
	isBrief: boolean;
}) => (
	<>
		{sizes && (!isBrief || isNear(sizes)) && (
			<Words tone={sizes.after > sizes.limit ? 'bad' : 'plain'}>{describeSizes(sizes)}</Words>
		)}
		<Diff lines={diff} />
		{proof && !isBrief && <Words>{`  ${proof.line}`}</Words>}
	</>
);

const barWidth = 20;

/** How much of the limit is used. */
function barOf({after, limit}: Sizes): string {
	const [filled, free] = signs.bar;
	const width = Math.min(barWidth, Math.ceil((barWidth * after) / limit));
	return `${filled.repeat(width)}${free.repeat(barWidth - width)}`;
}

const describeSizes = (sizes: Sizes): string => {
	const {before, after, limit} = sizes;
	return `Size: ${grouped(before)} -> ${grouped(after)} of at most ${grouped(limit)} characters${after > limit ? ': TOO LONG' : ''}  ${barOf(sizes)}`;
};
