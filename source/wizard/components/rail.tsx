import {Box} from 'ink';
import type {ReactNode} from 'react';
import {Indent} from './indent.tsx';
import {signs, useHasRail} from './signs.ts';
import {useTheme} from './theme.ts';
import {useWidth, WidthProvider} from './width.ts';
import {Words} from './words.tsx';

const rowsOnly = {
	topLeft: '',
	top: '',
	topRight: '',
	right: '',
	bottomRight: '',
	bottom: '',
	bottomLeft: '',
};

type Props = {
	children?: ReactNode;
	/** What is asked now. */
	isActive?: boolean;
	/** An empty row before it. */
	gap?: boolean;
	/** The columns it is moved in by where there is no rail. */
	otherwise?: number;
};

/** The line on the left that joins the steps. What is to be copied has none before it. */
export function Rail({children, isActive = false, gap = false, otherwise = 0}: Props) {
	const {colour} = useTheme();
	const {columns, isScrollback} = useWidth();
	const hasRail = useHasRail();
	const left = hasRail ? 2 : otherwise;
	const border = {
		borderStyle: {...rowsOnly, left: signs.rail},
		borderTop: false,
		borderRight: false,
		borderBottom: false,
		...(colour && (isActive ? {borderColor: 'cyan'} : {borderDimColor: true})),
	};

	// The same elements with and without it: what was typed stays when the window changes its size.
	return (
		<Box
			flexDirection="column"
			paddingLeft={hasRail ? 1 : otherwise}
			paddingTop={gap ? 1 : 0}
			{...(hasRail && border)}
		>
			<WidthProvider value={{columns: columns - left, isScrollback}}>{children}</WidthProvider>
		</Box>
	);
}

/** The first row of a finished step. */
export function Step({children}: {children: ReactNode}) {
	return useHasRail() ? (
		<Indent by={2} marker={<Words tone="dim">{signs.step}</Words>}>
			{children}
		</Indent>
	) : (
		<Indent by={0}>{children}</Indent>
	);
}
