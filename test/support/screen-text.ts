/**
 * The literals of a TypeScript file: its strings, its templates (without what they insert) and its JSX text.
 * Comments and regular expressions are left out: nobody sees them.
 */
export interface ScreenText {
	line: number;
	text: string;
}

const regexBefore = /(?:^|[=(,:;!&|?{}[\n+]|=>|\breturn|\bcase)\s*$/;

export function screenTexts(code: string, jsx = false): ScreenText[] {
	const found: ScreenText[] = [];
	/** The depth of braces at which each open template goes on. */
	const open: number[] = [];
	let line = 1;
	let depth = 0;
	let index = 0;
	/** The code with blanks for comments and literals, which tells a regular expression from a division. */
	let bare = '';

	const template = (): void => {
		const start = index;
		const first = line;

		while (index < code.length && code[index] !== '`' && !code.startsWith('${', index)) {
			if (code[index] === '\n') line++;
			index += code[index] === '\\' ? 2 : 1;
		}

		found.push({line: first, text: code.slice(start, index)});

		if (code[index] === '`') {
			index++;
			bare += 'x';
		} else {
			index += 2;
			open.push(depth);
			bare += '(';
		}
	};

	const literal = (pattern: RegExp): string | null => {
		pattern.lastIndex = index;
		const matched = pattern.exec(code)?.[0];

		return matched === undefined ? null : matched;
	};

	while (index < code.length) {
		const character = code.charAt(index);
		const skipped = literal(/\/\/.*|\/\*[\s\S]*?\*\//y);

		if (skipped !== null) {
			line += skipped.split('\n').length - 1;
			index += skipped.length;
		} else if (character === '`') {
			index++;
			template();
		} else if (character === '}' && open.at(-1) === depth) {
			open.pop();
			index++;
			template();
		} else {
			const string = literal(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y);
			const regex =
				character === '/' && regexBefore.test(bare.slice(-20))
					? literal(/\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y)
					: null;

			if (string !== null) found.push({line, text: string.slice(1, -1)});
			if (character === '{') depth++;
			if (character === '}') depth--;
			if (character === '\n') line++;

			const taken = string ?? regex ?? character;
			bare += string === null && regex === null ? character : 'x';
			index += taken.length;
		}
	}

	if (jsx) {
		for (const [, text = ''] of bare.matchAll(/>([^<>{}=;()]*[a-z] [^<>{}=;()]*)</gi))
			found.push({line: 0, text});
	}

	return found;
}
