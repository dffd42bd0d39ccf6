const longest = 200;

/** The passage at `index`, at most 200 characters, with a little of what stands around it. */
export function quote(text: string, index: number, length: number): string {
	const around = Math.max(0, Math.floor((120 - length) / 2));
	const from = Math.max(0, index - around);
	const to = Math.min(
		text.length,
		Math.max(index + length + around, index + 1),
		from + longest - 2,
	);
	const passage = wholeWords(text, from, to).trim();
	return `${from > 0 ? '…' : ''}${passage}${to < text.length ? '…' : ''}`.slice(0, longest);
}

/** Not cut within a word, as far as the next white space is near. */
function wholeWords(text: string, from: number, to: number): string {
	const first = from === 0 ? 0 : text.slice(from, from + 20).indexOf(' ') + 1;
	const last = to === text.length ? -1 : text.slice(to - 20, to).lastIndexOf(' ');
	return text.slice(from + first, last === -1 ? to : to - 20 + last);
}
