import {useRef} from 'react';
import {useTheme} from './theme.ts';

/** A terminal without bracketed paste sends pasted lines as keys, and a Return right after one is part of the paste. */
const fastReturnMilliseconds = 30;

/** Tells a Return that a person pressed from one that belongs to a paste. */
export function useTyping(): {inserted(): void; isReturnMeant(): boolean} {
	const {clock} = useTheme();
	const lastInsert = useRef(Number.NEGATIVE_INFINITY);

	return {
		inserted() {
			lastInsert.current = clock.now();
		},
		isReturnMeant: () => clock.now() - lastInsert.current >= fastReturnMilliseconds,
	};
}

/** One character as a person types it: an emoji counts as one, a chunk of pasted text does not. */
export const isOneCharacter = (input: string): boolean =>
	/^[ -~]$/.test(input) ||
	(input.length > 0 && [...new Intl.Segmenter().segment(input)].length === 1);

const longestTypedLine = 80;

/** Longer than anybody types in one go, or of several lines: pasted in a terminal without bracketed paste. */
export const looksPasted = (input: string): boolean =>
	input.length > longestTypedLine || /[\r\n]/.test(input);

/** A line and the Return that ends it, arrived in one piece from somebody fast; null for anything else. */
export const typedLine = (input: string): string | null => {
	const [line = '', ...rest] = input.split(/[\r\n]/);
	return line !== '' && !looksPasted(line) && rest.length === 1 && rest[0] === '' ? line : null;
};
