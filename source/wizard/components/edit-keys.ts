import type {Key} from 'ink';
import type {DraftVerb} from './draft.ts';

/** The keys that edit a text, the same wherever one is typed. */
export function editVerbOf(input: string, key: Key): DraftVerb | null {
	const isWord = key.ctrl || key.meta;
	const verbs: Array<[boolean, Exclude<DraftVerb['verb'], 'insert'>]> = [
		[(key.leftArrow && isWord) || (key.meta && input === 'b'), 'word-left'],
		[(key.rightArrow && isWord) || (key.meta && input === 'f'), 'word-right'],
		[key.leftArrow, 'left'],
		[key.rightArrow, 'right'],
		[key.home || (key.ctrl && input === 'a'), 'home'],
		[key.end || (key.ctrl && input === 'e'), 'end'],
		[(key.ctrl && input === 'w') || (key.meta && key.backspace), 'rub-out-word'],
		[key.backspace, 'rub-out'],
		[key.delete, 'delete'],
		[key.ctrl && input === 'u', 'clear'],
	];
	const verb = verbs.find(([isPressed]) => isPressed)?.[1];

	return verb ? {verb} : null;
}
