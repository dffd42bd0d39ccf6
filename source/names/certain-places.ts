import {joiningWords, saidKinds, wordField} from './name-words.ts';

/** A name that is also a word, and the kinds of resource that are called so. */
export type WordName = {name: string; by: string; kinds: Set<string>};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Names that are words, only where nothing but a name can stand: in quotes, after their kind, as a name on a command line. */
export function replaceWhereCertain(
	text: string,
	names: Iterable<WordName>,
	isWhole: boolean,
): string {
	let out = text;

	for (const {name, by, kinds} of names) {
		if (!out.includes(name)) {
			continue;
		}

		const word = escaped(name);
		const end = `(?![\\w-]|\\.\\w)`;
		out = out
			.replace(
				new RegExp(`(?<=(["'\`“]))${word}(?=["'\`”])(?!"\\s*:)`, 'g'),
				(whole, _quote, at: number, all: string) =>
					wordField.test(all.slice(0, at - 1)) ? whole : by,
			)
			.replace(
				new RegExp(
					`((?:--(?:[\\w-]*name|role|log-group|profile|queue-url|bucket)[= ]|sfn-fix (?:check|fix) ))${word}${end}`,
					'g',
				),
				(_, before: string) => `${before}${by}`,
			);

		const said = [...kinds].flatMap(kind => saidKinds[kind] ?? []);

		if (joiningWords.has(name.toLowerCase()) || said.length === 0) {
			continue;
		}

		out = out.replace(
			new RegExp(`(\\b(?:${said.join('|')})(?: named|:)?\\s+)${word}${end}`, 'g'),
			(_, before: string) => `${before}${by}`,
		);

		// Sentences of sfn-fix begin with a capital letter.
		if (isWhole && /^[a-z]/.test(name)) {
			out = out.replace(new RegExp(`^${word}(?= (?:does|exists|has|is|logs|runs|uses|was) )`), by);
		}
	}

	return out;
}
