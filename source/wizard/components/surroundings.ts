import {createContext, useContext} from 'react';
import type {Clock} from '../../clock.ts';

/** What every component may need of the world around it. */
export type Surroundings = {clock: Clock; colour: boolean};

const SurroundingsContext = createContext<Surroundings>({
	clock: {now: () => 0, sleep: async () => {}},
	colour: false,
});

export const SurroundingsProvider = SurroundingsContext.Provider;

export const useSurroundings = (): Surroundings => useContext(SurroundingsContext);
