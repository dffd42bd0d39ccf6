export type TextSpan = {from: number; to: number};

const longest = 196;

/** What surrounds a match: some 120 characters, at most 196. */
export function passageAt(text: string, index: number, length: number): TextSpan {
	const around = Math.max(0, Math.floor((120 - length) / 2));
	const from = Math.max(0, index - around);
	return {from, to: Math.min(text.length, index + length + around, from + longest)};
}

/** The passage in the text's own words, not cut within a word where white space is near. */
export function quote(text: string, {from, to}: TextSpan): string {
	const first = from === 0 ? 0 : text.slice(from, from + 20).indexOf(' ') + 1;
	const last = to === text.length ? -1 : text.slice(to - 20, to).lastIndexOf(' ');
	const passage = text.slice(from + first, last === -1 ? to : to - 20 + last).trim();
	return `${from > 0 ? '…' : ''}${passage}${to < text.length ? '…' : ''}`;
}
