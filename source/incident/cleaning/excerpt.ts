/** Longer texts are cut down to what surrounds a sign of an error, so that a whole log can be pasted. */
const longest = 48_000;

/** From the surest to the weakest; the last is only context. */
const signs: readonly RegExp[] = [
	/not authorized|access ?denied|["']?error["']? ?[:=] ?\\{0,8}["'](?!["'\\])|EventDetails|\bStates\.[A-Z]|SCHEMA_VALIDATION|awsvpc|Log Destination|\(Service: |when calling the|Task timed out|\b[A-Z]\w{1,30}\.\w{2,60}Exception|\b(?:Task|Execution|LambdaFunction|MapRun|Activity)(?:Failed|TimedOut|Aborted)\b/gi,
	/exception|\berror\b|denied|failed|timed[ _]?out/gi,
	/states?[ _-]?machine|step[ _-]?functions?|:states:/gi,
];

/** As many wordings of one sign as there is room for at most. */
const ofEach = 24;

export function excerpt(text: string): string {
	if (text.length <= longest) {
		return text;
	}

	const passages: Passage[] = [];
	let room = longest;

	for (const sign of signs) {
		for (const passage of passagesOf(text, sign)) {
			if (passages.some(({from, to}) => passage.from >= from && passage.to <= to)) {
				continue;
			}

			room -= passage.to - passage.from;

			if (room < 0) {
				return joined(text, passages);
			}

			passages.push(passage);
		}
	}

	return passages.length === 0 ? text.slice(0, longest) : joined(text, passages);
}

type Passage = {from: number; to: number};

/** First one of every sign, then the others: a sign on every line leaves room for the rare one. */
function passagesOf(text: string, sign: RegExp): Passage[] {
	const signs = new Map<string, Map<string, number>>();

	for (const {index, 0: found} of text.matchAll(sign)) {
		const places = signs.get(found) ?? new Map<string, number>();
		const wording = text.slice(index, index + 60).replace(/\d/g, '0');
		signs.set(found, places);

		if (!places.has(wording)) {
			// The last one is always kept: what ended a run stands at its end.
			places.set(places.size < ofEach ? wording : '', index);
		}
	}

	const turns = [...signs.values()].map(places => [...places.values()]);
	return Array.from({length: ofEach + 1}, (_, turn) => turns.flatMap(found => found[turn] ?? []))
		.flat()
		.map(index => around(text, index));
}

/** From the start of the line, at most 600 characters before; at most 1,400 after. */
function around(text: string, index: number): Passage {
	const lineStart = text.lastIndexOf('\n', Math.max(0, index - 200)) + 1;
	return {from: Math.max(lineStart, index - 600), to: Math.min(text.length, index + 1400)};
}

/** Passages in their order, those that overlap as one. */
function joined(text: string, passages: readonly Passage[]): string {
	const result: Passage[] = [];

	for (const passage of [...passages].sort((a, b) => a.from - b.from)) {
		const last = result.at(-1);

		if (last && passage.from <= last.to) {
			last.to = Math.max(last.to, passage.to);
			continue;
		}

		result.push({...passage});
	}

	return result.map(({from, to}) => text.slice(from, to)).join('\n\n');
}
