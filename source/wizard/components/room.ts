import {createContext, useContext} from 'react';

/** The columns that are left for text. `isScrollback`: a word that is longer may run over them, to be copied whole. */
export type Room = {columns: number; isScrollback: boolean};

const RoomContext = createContext<Room>({columns: 80, isScrollback: false});

export const RoomProvider = RoomContext.Provider;

export const useRoom = (): Room => useContext(RoomContext);
