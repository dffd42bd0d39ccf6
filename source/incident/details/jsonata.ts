export type JsonataProblem = {
	expression: string;
	field: string | null;
	/** What came out is not what the field takes. */
	types: {expected: string; actual: string} | null;
	/** JSONata's own code: `T0410`, `D3030`, … */
	code: string | null;
	/** JSONata's own sentence. */
	message: string | null;
	/** It gave no value at all. */
	isUndefined: boolean;
};

const found =
	/JSONata expression '((?:(?!JSONata expression ).){1,1000}?)'(?: specified)?(?: for the field '([^']{1,200})')?(?: (?:threw|returned|did|could)\b)(.{0,700})/i;
const types = /Expected '?([\w -]{2,60}?)'?,? but (?:was|got|found|returned) '?([\w-]{2,40})/i;

/** What an expression did wrong, as Step Functions says it. */
export function jsonataProblem(text: string): JsonataProblem | null {
	const match = found.exec(text);

	if (!match) {
		return null;
	}

	const [, expression = '', field = null, after = ''] = match;
	const mismatch = types.exec(after);
	const code = /\b([TDSU]\d{4})\b(?:: ?| - | )?(.{0,200})/.exec(after);

	return {
		expression,
		field,
		types: mismatch ? {expected: mismatch[1] ?? '', actual: mismatch[2] ?? ''} : null,
		code: code?.[1] ?? null,
		message:
			code?.[2]?.split(/["'] ?[,}]|["']$|\.(?: |$)|' ?\(|"? \(entered/, 1)[0]?.trim() || null,
		isUndefined: /returned nothing|undefined/i.test(after.slice(0, 80)),
	};
}
