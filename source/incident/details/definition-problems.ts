export type DefinitionProblem = {code: string; message: string; location: string | null};

const problem =
	/\b([A-Z]{3,}(?:_[A-Z]+){1,4}): (.{1,500}?)(?: at (\/[^,'"]{1,200}))?(?=,? [A-Z]{3,}_[A-Z_]{3,40}:|'? ?\(Service:|' ?$|'|$)/g;

/** What the validator found: its code, its sentence, and the place as a JSON Pointer (`/States/Pay/Next`). */
export const definitionProblems = (text: string): DefinitionProblem[] =>
	[...text.matchAll(problem)]
		.slice(0, 20)
		.map(([, code = '', message = '', location]) => ({code, message, location: location ?? null}));

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
