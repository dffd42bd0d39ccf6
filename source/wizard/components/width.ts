import {createContext, createElement, type ReactNode, useContext, useMemo} from 'react';

/** The columns that are left for text. `isScrollback`: a word that is longer may run over them, to be copied whole. */
export type Width = {columns: number; isScrollback: boolean};

/** A longer line is read badly: the question ends where the transcript above it does. */
export const widestReadable = 100;

const WidthContext = createContext<Width>({columns: 80, isScrollback: false});

/** Who draws again with the same width has nobody below draw again. */
export function WidthProvider({
	value: {columns, isScrollback},
	children,
}: {
	value: Width;
	children?: ReactNode;
}) {
	const value = useMemo(() => ({columns, isScrollback}), [columns, isScrollback]);
	return createElement(WidthContext, {value}, children);
}

export const useWidth = (): Width => useContext(WidthContext);
