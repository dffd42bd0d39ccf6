/** Takes off quotes around a word, whatever their kind, and brackets that only open or only close. */
export function unquoted(word: string): string {
	const inner = word.replace(/^["'`([{]+/, '').replace(/["'`,;]+$/, '');
	return withoutStrayEnd(inner).replace(/^\*{2}|\*{2}$/g, '');
}

function withoutStrayEnd(word: string): string {
	const last = word.at(-1) ?? '';
	const opens = {')': '(', ']': '[', '}': '{'}[last];
	return opens && !word.includes(opens) ? withoutStrayEnd(word.slice(0, -1)) : word;
}
