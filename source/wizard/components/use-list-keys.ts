import type {Key} from 'ink';
import {insertText} from './draft.ts';
import {editVerbOf} from './edit-keys.ts';
import {useKeys} from './keys.tsx';
import type {ListVerb} from './list-state.ts';
import {isOneCharacter, looksPasted, typedLine, useTyping} from './use-typing.ts';

type ListKeys = {
	/** Where the question is not on the screen, no key answers it. */
	isActive: boolean;
	isFilterable: boolean;
	hasFilter(): boolean;
	page: number;
	onVerb(verb: ListVerb): void;
	onPick(): void;
	onTab?(): void;
	/** Escape. */
	onBack(): void;
	onQuit(): void;
	/** `?`: no name has one. */
	onExplain?(): void;
	/** Text pasted onto a list that has no filter. */
	onPaste?(text: string): void;
};

/** Keys to verbs. A letter is a command only where it cannot be text; pasted text never is. */
export function useListKeys(keys: ListKeys): void {
	const typing = useTyping();
	const take = (text: string, isPasted: boolean): void => {
		looksPasted(text) && typing.inserted();

		if (text === '?' && !isPasted && keys.onExplain) {
			keys.onExplain();
			return;
		}

		if (keys.isFilterable) {
			const typed = text.trim() === '' ? ' ' : insertText('', text.trim());
			keys.onVerb({verb: 'edit', edit: {verb: 'insert', text: typed}});
			return;
		}

		if (isPasted) {
			keys.onPaste?.(text);
			return;
		}

		takeLetter(text, keys);
	};

	useKeys({
		onPaste: text => keys.isActive && take(text, true),
		onTextAhead({text, isPasted}) {
			if (keys.isActive && (keys.isFilterable || isPasted)) {
				take(text, true);
			}
		},
		onKey(input, key) {
			if (!keys.isActive) {
				return;
			}

			const verb = verbOf(input, key, keys);

			if (verb) {
				keys.onVerb(verb);
			} else if (key.return) {
				typing.isReturnMeant() && keys.onPick();
			} else if (key.escape) {
				keys.onBack();
			} else if (key.tab) {
				keys.onTab?.();
			} else if (typedLine(input) !== null && (keys.isFilterable || isOneCharacter(input.trim()))) {
				take(input.trim(), false);
				keys.onPick();
			} else if (input !== '' && !key.ctrl && !key.meta) {
				take(input, !isOneCharacter(input));
			}
		},
	});
}

function takeLetter(letter: string, {onVerb, onQuit}: ListKeys): void {
	if (/^[1-9]$/.test(letter)) {
		onVerb({verb: 'number', number: Number(letter)});
	}

	if (letter === 'q') {
		onQuit();
	}
}

function verbOf(
	input: string,
	key: Key,
	{page, isFilterable, hasFilter}: ListKeys,
): ListVerb | null {
	const edit = isFilterable ? editVerbOf(input, key) : null;
	const isInText = hasFilter() || !(key.home || key.end);

	if (edit && isInText) {
		return {verb: 'edit', edit};
	}

	const verbs: Array<[boolean, ListVerb]> = [
		[key.upArrow, {verb: 'move', by: -1}],
		[key.downArrow, {verb: 'move', by: 1}],
		[key.pageUp, {verb: 'move', by: -page}],
		[key.pageDown, {verb: 'move', by: page}],
		[key.home, {verb: 'to', end: 'first'}],
		[key.end, {verb: 'to', end: 'last'}],
	];

	return verbs.find(([isPressed]) => isPressed)?.[1] ?? null;
}
