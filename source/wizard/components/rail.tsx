import {Box, useIsScreenReaderEnabled} from 'ink';
import {createContext, type ReactNode, useContext} from 'react';
import {hasRoomForRail} from './frame-size.ts';
import {signs} from './signs.ts';
import {useTheme} from './theme.ts';
import {useSize} from './use-window.ts';
import {useWidth, WidthProvider} from './width.ts';
import {Words} from './words.tsx';

const RailContext = createContext(false);

export const RailProvider = RailContext.Provider;

export const useHasRail = (): boolean => useContext(RailContext);

/** Whether there is room for the rail: asked once, at the root. A screen reader would read it out. */
export function useRoomForRail(): boolean {
	const {columns} = useSize();
	return !useIsScreenReaderEnabled() && hasRoomForRail(columns);
}

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
	/** In place of the line, on the first row. */
	marker?: ReactNode;
	/** The columns it is moved in by where there is no rail. */
	otherwise?: number;
};

/** The line on the left that joins the steps. What is to be copied has none before it. */
export function Rail({children, isActive = false, gap = false, marker, otherwise = 0}: Props) {
	const {colour} = useTheme();
	const {columns, left = 0, isScrollback} = useWidth();
	const hasRail = useHasRail();
	const by = hasRail ? 2 : otherwise;
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
			{marker && <OnRail>{marker}</OnRail>}
			<WidthProvider value={{columns: columns - by, left: left + by, isScrollback}}>
				{children}
			</WidthProvider>
		</Box>
	);
}

/** In place of the line, on the first row of what it is in. */
export const OnRail = ({children}: {children: ReactNode}) =>
	useHasRail() && (
		<Box position="absolute" marginLeft={-2}>
			{children}
		</Box>
	);

/** The first rows of a finished step. */
export const Step = ({children}: {children: ReactNode}) => (
	<Rail marker={<Words tone="dim">{signs.step}</Words>}>{children}</Rail>
);
