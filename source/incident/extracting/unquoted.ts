/** A word that stands for one that was left out: `REDACTED`, `xxxx`, `********`, `[role]`, `(role)`, `<role>`, `{role}`. */
const redaction =
	/^(?:[*_#]{3,}|x{3,}|X{3,}|\[[\w *.-]{1,60}\]|\([\w *.-]{1,60}\)|<[^<>:]{1,60}>|\$?\{[^{}":]{1,60}\}|(?:REDACTED|MASKED|HIDDEN|OMITTED|REMOVED|CENSORED|SANITI[SZ]ED|ANONYMI[SZ]ED|OBFUSCATED)\w{0,40})$/;

export const isRedaction = (word: string): boolean => redaction.test(word);

const closes: Record<string, string> = {')': '(', ']': '[', '}': '{', '>': '<'};

/** Takes off quotes around a word, whatever their kind, and marks and brackets that belong to the sentence. */
export function unquoted(word: string): string {
	const bare = word.replace(/^["'`]+|["'`,;.:]+$/g, '');

	if (isRedaction(bare)) {
		return bare;
	}

	let inner = word.replace(/^(?:["'`([{]|\*\*)+/, '');

	while (inner !== withoutLastMark(inner)) {
		inner = withoutLastMark(inner);
	}

	return inner;
}

/** A bracket that is opened within the word is part of it: `arn:aws:iam::[REDACTED]`. */
function withoutLastMark(word: string): string {
	const opens = closes[word.at(-1) ?? ''];

	if (opens && !word.includes(opens)) {
		return word.slice(0, -1);
	}

	return word.replace(/["'`,;]$/, '').replace(/[^*]\*\*$/, mark => mark.slice(0, 1));
}
