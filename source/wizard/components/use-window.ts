import {useWindowSize} from 'ink';
import {createContext, useContext, useSyncExternalStore} from 'react';
import type {TerminalWindow} from '../window.ts';

const WindowContext = createContext<TerminalWindow | null>(null);

export const WindowProvider = WindowContext.Provider;

/** Null where a component is shown by itself. */
export const useWindow = (): TerminalWindow | null => useContext(WindowContext);

const never = () => () => {};

/** The size that the frame is drawn for. */
export function useSize(): {columns: number; rows: number} {
	const window = useWindow();
	const own = useWindowSize();
	const size = useSyncExternalStore(window?.subscribe ?? never, () => window?.size() ?? null);
	return size ?? own;
}
