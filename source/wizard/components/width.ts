import {createContext, useContext} from 'react';

/** The columns that are left for text. `isScrollback`: a word that is longer may run over them, to be copied whole. */
export type Width = {columns: number; isScrollback: boolean};

const WidthContext = createContext<Width>({columns: 80, isScrollback: false});

export const WidthProvider = WidthContext.Provider;

export const useWidth = (): Width => useContext(WidthContext);
