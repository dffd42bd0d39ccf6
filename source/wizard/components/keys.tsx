import {type Key, useInput, usePaste} from 'ink';
import {
	createContext,
	type ReactNode,
	type RefObject,
	useContext,
	useLayoutEffect,
	useRef,
} from 'react';

import {useWindow} from './use-window.ts';

export type KeyHandlers = {
	onKey(input: string, key: Key): void;
	/** A bracketed paste, whole and as it came. Absent: dropped, for pasted text is no command. */
	onPaste?(text: string): void;
};

const KeysContext = createContext<RefObject<KeyHandlers | null>>({current: null});

type Props = {children: ReactNode; onInterrupt(): void};

/**
 * Reads the keyboard in one place and hands each key to what is on the screen. Ink's own hook listens only some time
 * after its frame is painted, and a key pressed in between would go to the screen before.
 */
export function Keys({children, onInterrupt}: Props) {
	const handlers = useRef<KeyHandlers | null>(null);
	const window = useWindow();
	// While the window changes, the question is not on the screen.
	const isSettled = () => window?.isSettled() ?? true;

	usePaste(text => {
		if (isSettled()) {
			handlers.current?.onPaste?.(text);
		}
	});
	useInput((input, key) => {
		if (key.ctrl && input === 'c') {
			onInterrupt();
		} else if (isSettled()) {
			handlers.current?.onKey(input, key);
		}
	});

	return <KeysContext value={handlers}>{children}</KeysContext>;
}

/** The keys of what is on the screen, from the moment on which it is painted. */
export function useKeys(own: KeyHandlers): void {
	const handlers = useContext(KeysContext);

	useLayoutEffect(() => {
		handlers.current = own;

		return () => {
			handlers.current = null;
		};
	});
}
