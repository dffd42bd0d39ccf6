import {createContext, createElement, type ReactNode, useContext, useMemo} from 'react';

/**
 * The columns that are left for text, and those to the left of it. `isScrollback`: what is to be copied may run over
 * them.
 */
export type Width = {columns: number; left?: number; isScrollback: boolean};

const WidthContext = createContext<Width>({columns: 80, isScrollback: false});

/** Who draws again with the same width has nobody below draw again. */
export function WidthProvider({
	value: {columns, left = 0, isScrollback},
	children,
}: {
	value: Width;
	children?: ReactNode;
}) {
	const value = useMemo(() => ({columns, left, isScrollback}), [columns, left, isScrollback]);
	return createElement(WidthContext, {value}, children);
}

export const useWidth = (): Width => useContext(WidthContext);
