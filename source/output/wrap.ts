/** Breaks a paragraph between words; a word longer than the width (an ARN) stays whole, so that it can be copied. */
export function wrap(paragraph: string, width: number, indent = ''): string[] {
	const lines: string[] = [];
	let line = '';

	for (const word of paragraph.split(/\s+/).filter(Boolean)) {
		if (line !== '' && indent.length + line.length + 1 + word.length > width) {
			lines.push(indent + line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}

	return line === '' ? lines : [...lines, indent + line];
}
