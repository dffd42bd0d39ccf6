/** Splits where the separator stands outside of double and single quotes. */
export function splitOutsideQuotes(text: string, separator: string): string[] {
	const parts: string[] = [];
	let quote: string | null = null;
	let start = 0;

	for (let index = 0; index < text.length; index += 1) {
		const character = text.charAt(index);

		if (quote === null && text.startsWith(separator, index) && index >= start) {
			parts.push(text.slice(start, index));
			start = index + separator.length;
		}

		if (character === quote) {
			quote = null;
		} else if (quote === null && (character === '"' || character === "'")) {
			quote = character;
		}
	}

	return [...parts, text.slice(start)];
}
