export type ReportedDefinitionProblem = {code: string; message: string; location: string | null};

/** The codes of the ValidateStateMachineDefinition API. */
const code =
	/\b(SCHEMA_VALIDATION_FAILED|MISSING_TRANSITION_TARGET|INVALID_JSON_DESCRIPTION|MISSING_DESCRIPTION|INVALID_RESOURCE|MISSING_END_STATE|DUPLICATE_STATE_NAME|INVALID_STATE_NAME|DUPLICATE_LABEL_NAME|INVALID_LABEL_NAME|TOO_DEEPLY_NESTED|STATE_MACHINE_NAME_\w{2,20})\b\)?:? ?/g;

const end = /'? ?\(Service:|' ?"?(?:\(|$)|: provider=|"$/;

/** What the validator found: its code, its sentence, and the place as a JSON Pointer (`/States/Pay/Next`). */
export function definitionProblems(text: string): ReportedDefinitionProblem[] {
	const codes = [...text.matchAll(code)].slice(0, 20);

	return codes.map((found, index) => {
		const from = found.index + found[0].length;
		const said = text.slice(from, Math.min(codes[index + 1]?.index ?? text.length, from + 600));
		const [message = '', location] = (said.split(end, 1)[0] ?? '').split(/(?:^| )at (?=\/)/);

		return {
			code: found[1] ?? '',
			message: message.replace(/[\s,']+$/, ''),
			location: location?.replace(/[\s,'".]+$/, '') || null,
		};
	});
}

/** A JSON Pointer in words: the state and the property in it. */
export function locationInWords(location: string): string {
	const [root, state, ...property] = location.split('/').slice(1);

	if (root !== 'States' || !state) {
		return location;
	}

	return property.length === 0
		? `the state ${state}`
		: `${property.join('/')} of the state ${state}`;
}
