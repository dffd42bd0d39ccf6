export type ValueProblem = {field: string; sentence: string};

const forms: readonly RegExp[] = [
	/\bThe (?<field>\w{2,40}) parameter (?:references?|does not reference|must|cannot|should|is)\b[^"'.]{3,200}(?:'[^']{1,60}'[^"'.]{0,100})?/i,
	/\b(?:The )?(?:field |value (?:for|of) (?:the )?(?:field )?)?'?(?<field>[A-Z][A-Za-z]{3,40})'? (?:cannot|can't|must not|must|should|has to) be (?:a |an )?(?:negative|positive|non-negative|zero|greater|less|between|at (?:least|most)|integer|number|string|boolean|array|object|valid)[^"']{0,160}/,
	/\b(?:The )?(?:value|string|timestamp)[^"]{0,120}?\b(?<field>Timestamp(?:Path|Equals|LessThan|GreaterThan)?\w{0,20}|Seconds(?:Path)?)\b[^"]{0,120}?ISO-?8601[^"']{0,80}/i,
	/\b(?:The )?(?<field>Timestamp(?:Path)?)\b[^"]{0,160}?(?:ISO-?8601|RFC ?3339)[^"']{0,80}/i,
];

/** A value that the field does not take, in the sentence that says so: `ToleratedFailureCount cannot be negative`. */
export function valueProblem(text: string): ValueProblem | null {
	for (const form of forms) {
		const match = form.exec(text);
		const field = match?.groups?.field;

		if (match && field) {
			return {
				field,
				sentence: match[0].split(/\. |\) |' \(/, 1)[0]?.replace(/[\s.,;}\])]+$/, '') ?? '',
			};
		}
	}

	return null;
}
