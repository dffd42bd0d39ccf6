/** Longer texts are cut down to what surrounds a sign of an error, so that a whole log can be pasted. */
const longest = 48_000;

const telling =
	/not authorized|AccessDenied|states?[ _-]?machine|step[ _-]?functions?|\bStates\.[A-Z]|SCHEMA_VALIDATION|awsvpc|Log Destination|Lambda\.\w{1,40}Exception|EventDetails/gi;
const weaker = /exception|\berror\b|denied|failed/gi;

export function excerpt(text: string): string {
	if (text.length <= longest) {
		return text;
	}

	const passages: Passage[] = [];
	const seen = new Set<string>();

	for (const sign of [telling, weaker]) {
		collect(text, sign, seen, passages);
	}

	return passages.length === 0
		? text.slice(0, longest)
		: merged(passages)
				.map(({from, to}) => text.slice(from, to))
				.join('\n\n');
}

type Passage = {from: number; to: number};

function collect(text: string, sign: RegExp, seen: Set<string>, passages: Passage[]): void {
	let budget = longest - passages.reduce((sum, {from, to}) => sum + to - from, 0);

	for (const {index} of text.matchAll(sign)) {
		const within = passages.at(-1);

		if (within && index >= within.from && index < within.to - 200) {
			continue;
		}

		const kind = text.slice(index, index + 60).replace(/\d/g, '0');

		if (seen.has(kind)) {
			continue;
		}

		const passage = around(text, index);
		budget -= passage.to - passage.from;

		if (budget < 0) {
			return;
		}

		seen.add(kind);
		passages.push(passage);
	}
}

/** From the start of the line, at most 600 characters before; at most 1,400 after. */
function around(text: string, index: number): Passage {
	const lineStart = text.lastIndexOf('\n', Math.max(0, index - 200)) + 1;
	return {from: Math.max(lineStart, index - 600), to: Math.min(text.length, index + 1400)};
}

function merged(passages: readonly Passage[]): Passage[] {
	const result: Passage[] = [];

	for (const passage of [...passages].sort((a, b) => a.from - b.from)) {
		const last = result.at(-1);

		if (last && passage.from <= last.to) {
			last.to = Math.max(last.to, passage.to);
			continue;
		}

		result.push({...passage});
	}

	return result;
}
