import {createContext, useContext} from 'react';
import type {Clock} from '../../clock.ts';

/** The clock by which waits are counted, and whether words have colors. */
export type Theme = {clock: Clock; colour: boolean};

/** Where nothing is waited for. */
export const stillClock: Clock = {now: () => 0, sleep: async () => {}};

const ThemeContext = createContext<Theme>({clock: stillClock, colour: false});

export const ThemeProvider = ThemeContext.Provider;

export const useTheme = (): Theme => useContext(ThemeContext);
