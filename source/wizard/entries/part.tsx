import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Entry} from '../../run/entry.ts';
import {Indent} from '../components/indent.tsx';
import {Rail, Step} from '../components/rail.tsx';
import {useWidth, WidthProvider} from '../components/width.ts';
import {Words} from '../components/words.tsx';

export type EntryProps<Kind extends Entry['kind']> = {entry: Extract<Entry, {kind: Kind}>};

/** A finished step: a heading, and what belongs to it moved in by two columns. */
export const Part = ({
	heading,
	gap = true,
	children,
}: {
	heading: string;
	gap?: boolean;
	children?: ReactNode;
}) => (
	<>
		{gap && <Rail gap />}
		<Step>
			<Words tone="strong">{heading}</Words>
		</Step>
		{children && <Rail otherwise={2}>{children}</Rail>}
	</>
);

/** Lines with a mark before each; nothing where there are none. */
export function Items({title, lines}: {title?: string; lines: readonly string[]}) {
	if (lines.length === 0) {
		return null;
	}

	return (
		<Box flexDirection="column">
			{title && <Words>{title}</Words>}
			{lines.map((line, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
				<Indent key={index} by={2} marker={<Words>-</Words>}>
					<Words>{line}</Words>
				</Indent>
			))}
		</Box>
	);
}

/** A text to copy: outside of the rail and not wrapped, so that the terminal's own wrapping is all there is to undo. */
export function Verbatim({children}: {children: string}) {
	const {columns, left = 0, isScrollback} = useWidth();

	return (
		<Box marginLeft={-left}>
			<WidthProvider value={{columns: columns + left, isScrollback}}>
				<Words fit="exact">{children}</Words>
			</WidthProvider>
		</Box>
	);
}
