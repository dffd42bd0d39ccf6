import {type Key, useInput, usePaste} from 'ink';
import {
	createContext,
	type ReactNode,
	type RefObject,
	useContext,
	useLayoutEffect,
	useMemo,
	useRef,
} from 'react';
import {looksPasted} from './use-typing.ts';
import {useWindow} from './use-window.ts';

export type KeyHandlers = {
	onKey(input: string, key: Key): void;
	/** A bracketed paste, whole and as it came. Absent: dropped, for pasted text is no command. */
	onPaste?(text: string): void;
	/** Takes what was typed or pasted before it was on the screen; without it that is dropped. */
	onTextAhead?(ahead: Readonly<TextAhead>): void;
	/** Nothing is asked: what was typed ahead waits for the next screen. */
	isWaiting?: boolean;
};

/** What is typed or pasted while nothing is asked. Enter is no part of it: it would answer what nobody has seen. */
export type TextAhead = {text: string; isPasted: boolean};

export const noTextAhead = (): TextAhead => ({text: '', isPasted: false});

type Keyboard = {handlers: RefObject<KeyHandlers | null>; ahead: TextAhead};

const KeysContext = createContext<Keyboard>({handlers: {current: null}, ahead: noTextAhead()});

type Props = {
	children: ReactNode;
	onInterrupt(): void;
	/** Shared with the screen before. */
	ahead?: TextAhead | null;
};

/**
 * Reads the keyboard in one place and hands each key to what is on the screen. Ink's own hook listens only some time
 * after its frame is painted, and a key pressed in between would go to the screen before.
 */
export function Keys({children, onInterrupt, ahead = null}: Props) {
	const handlers = useRef<KeyHandlers | null>(null);
	const keyboard = useMemo(() => ({handlers, ahead: ahead ?? noTextAhead()}), [ahead]);
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

	return <KeysContext value={keyboard}>{children}</KeysContext>;
}

/** The keys of what is on the screen, from the moment on which it is painted. */
export function useKeys(own: KeyHandlers): void {
	const {handlers, ahead} = useContext(KeysContext);

	useLayoutEffect(() => {
		handlers.current = own;

		if (ahead.text !== '' && !own.isWaiting) {
			const given = {...ahead};
			Object.assign(ahead, noTextAhead());
			own.onTextAhead?.(given);
		}

		return () => {
			handlers.current = null;
		};
	});
}

/** Keeps what is typed and pasted for the list that comes next. */
export function useTextAhead() {
	const {ahead} = useContext(KeysContext);
	const paste = (text: string) => {
		ahead.text += text;
		ahead.isPasted = true;
	};

	return {
		isEmpty: () => ahead.text === '',
		paste,
		type(input: string, key: Key) {
			if (key.backspace || key.delete) {
				ahead.text = ahead.text.slice(0, -1);
			} else if (looksPasted(input.trimEnd())) {
				paste(input);
			} else if (!(key.ctrl || key.meta || key.return || key.escape || key.tab)) {
				ahead.text += input.trimEnd() || input;
			}
		},
	};
}
