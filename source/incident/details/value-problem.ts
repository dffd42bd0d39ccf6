export type ValueProblem = {field: string; sentence: string};

const forms: readonly RegExp[] = [
	/\bThe (?<field>\w{2,40}) (?:parameter|field) (?:references?|refers|does not|cannot|must|should|is|has)\b.{3,240}/i,
	/\b(?:field |value (?:for|of) (?:the )?(?:field )?)?'?(?<field>[A-Z][A-Za-z]{3,40})'? (?:cannot|can't|must not|must|should|has to) (?:be|reference) (?:a |an )?(?:negative|positive|non-negative|zero|greater|less|between|at (?:least|most)|integer|number|string|boolean|array|object|valid)\b.{0,160}/,
	/\bThe value (?:for|of) the field '(?<field>[^']{1,100})' .{3,160}/i,
	/\b(?<field>Timestamp(?:Path)?)\b.{0,160}?(?:ISO-?8601|RFC ?3339).{0,80}/i,
	/\b(?<field>Map state input|Wait state delay|CSV headers) (?:must|is|cannot)\b.{3,160}/i,
];

const end = /\.(?: |["'}]|$)|["'`] ?[,}\]]|\]["'}]|\)? \(Service: /;

/** A value that the field does not take, in the sentence that says so: `ToleratedFailureCount cannot be negative`. */
export function valueProblem(text: string): ValueProblem | null {
	for (const form of forms) {
		const match = form.exec(text);
		const field = match?.groups?.field;

		if (match && field) {
			return {field, sentence: match[0].split(end, 1)[0]?.replace(/[\s.,;}\])"]+$/, '') ?? ''};
		}
	}

	return null;
}

/** What a runtime error says about the state, after its name. */
export const stateSentence = (text: string): string | null =>
	/\bthe state '[^']{1,128}'(?: \(entered at the event id #\d{1,6}\))?[.:]? (.{3,300})/
		.exec(text)?.[1]
		?.split(end, 1)[0]
		?.replace(/[\s.,;}\])"]+$/, '') || null;
