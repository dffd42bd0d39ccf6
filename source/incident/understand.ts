import {cleanText} from './clean.ts';
import {extractFacts} from './extract-facts.ts';
import type {Facts} from './facts.ts';
import type {Incident, Match} from './incident.ts';
import {passageAt, quote} from './quote.ts';
import type {Confidence, Pattern, Recognisable} from './recognition.ts';

const ranks: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** What a pasted text says and which flows it fits: by confidence, then in the order of `flows`. */
export function understand(text: string, flows: readonly Recognisable[]): Incident {
	const cleaned = cleanText(text);
	const facts = extractFacts(cleaned);
	const matches = flows
		.map(flow => matchFlow(flow, cleaned, facts))
		.filter(match => match !== null)
		.sort((a, b) => ranks.indexOf(a.confidence) - ranks.indexOf(b.confidence));

	return {text: cleaned, facts, matches};
}

function matchFlow(flow: Recognisable, text: string, facts: Facts): Match | null {
	if (flow.never?.some(pattern => pattern.test(text))) {
		return null;
	}

	const held = flow.patterns.filter(pattern => holds(pattern, text, facts));
	const confidence = ranks.find(rank => held.some(pattern => pattern.confidence === rank));

	return confidence ? {flow: flow.id, confidence, quoted: passages(held, text)} : null;
}

const holds = (pattern: Pattern, text: string, facts: Facts): boolean =>
	(pattern.facts?.(facts) ?? true) &&
	(pattern.text?.test(text) ?? true) &&
	(pattern.also?.test(text) ?? true) &&
	!pattern.unless?.test(text);

const refusal = /(?:\S{1,150} )?(?:is )?not authorized to perform:? \S{0,60}/i;

/** Why the patterns hold, in the text's own words; one on facts alone rests on the refusal. No passage is quoted twice. */
function passages(held: readonly Pattern[], text: string): string[] {
	const places = held
		.flatMap(({text: pattern, also}) => [pattern ?? (also ? undefined : refusal), also])
		.map(expression => expression?.exec(text))
		.filter(match => match !== null && match !== undefined)
		.map(match => passageAt(text, match.index, match[0].length))
		.filter(({from}, index, all) =>
			all.slice(0, index).every(other => from < other.from - 60 || from > other.to - 60),
		);

	return places.slice(0, 3).map(place => quote(text, place));
}
