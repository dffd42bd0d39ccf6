import {isWord} from './vocabulary.ts';

/** How much the lengths of lines speak for a cut at a width, rather than between words. */
export type Evidence = 'none' | 'weak' | 'strong';

const opening = /^["'`(<[{]+/;
const closing = /["'`)>\]},;.:]+$/;

/** Whether `line` begins with the rest of `last`, the word at the end of the line before. */
export function continues(last: string, line: string, evidence: Evidence): boolean {
	const first = line.split(' ', 1)[0] ?? '';
	const [head, tail] = [last.replace(opening, ''), first.replace(closing, '')];

	if (startsWithin(head, first) || endsMark(last, first)) {
		return true;
	}

	if (last.includes('arn:')) {
		return continuesArn(last.slice(last.lastIndexOf('arn:')), first, evidence);
	}

	if (isWord(head + tail) && !(isWord(head.replace(closing, '')) && isWord(tail))) {
		return true;
	}

	return isHyphenated(last, first) || (evidence !== 'none' && bothHalves(head, first, evidence));
}

/** A break within `arn:` or `https://` itself. */
const startsWithin = (head: string, first: string): boolean =>
	(/^(?:a|ar|arn)$/.test(head) && `${head}${first}`.startsWith('arn:')) ||
	(/^https?:\/{0,1}$|^https?$/.test(head) && /^https?:\/\//.test(head + first));

/** Marks that never follow white space, and redactions that were opened and not closed. */
const endsMark = (last: string, first: string): boolean =>
	(/[\w>\])}]$/.test(last) && /^(?:[;,.)]|:(?=[\w<*{[]|$)|["'](?=$|[;,.)]))/.test(first)) ||
	(/<[^<>]{0,40}$/.test(last) && /^[^<>]{0,40}>/.test(first));

const isHyphenated = (last: string, first: string): boolean =>
	/[a-z\d]-$/i.test(last) && /^[a-z\d]/i.test(first);

const afterArn =
	/^(?:is|are|was|were|because|with|on|and|or|not|in|for|to|from|does|cannot|has|by|status|request|at|as|that|but|so|it|the)\b[:,.]?$/i;

/** An ARN goes on where it is not complete yet, or where the line was full and what follows is no sentence's next word. */
function continuesArn(arn: string, first: string, evidence: Evidence): boolean {
	if (/["'`;,)]$/.test(arn) || /^["'`(]/.test(first)) {
		return false;
	}

	if (/[:/_-]$/.test(arn) || /^[:/_]/.test(first) || arn.split(':').length < 6) {
		return true;
	}

	const isSentence = afterArn.test(first) || /^[|]/.test(first);
	return (
		!isSentence &&
		(evidence === 'strong' || (evidence === 'weak' && !/^[A-Z][a-z]+[:,]?$/.test(first)))
	);
}

/** Neither half is a word of its own, and together they look like a name. */
function bothHalves(head: string, first: string, evidence: Evidence): boolean {
	const tail = first.replace(closing, '');

	if (!/[\w-]$/.test(head) || !/^[\w-]/.test(tail) || isWord(head) || isWord(tail)) {
		return false;
	}

	return evidence === 'strong' || /[\d_:/-]|[a-z][A-Z]/.test(head + tail);
}
