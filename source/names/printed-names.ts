/** Loaded with the rules for it where `--redact` asks for them: nothing else has to carry them. */
export type Redactor = {
	learn(value: unknown): void;
	/** `whole`: a text of its own; `part`: a line of one; `value`: what a field of JSON holds. */
	redact(text: string, place: NamePosition): string;
};

export type NamePosition = 'whole' | 'part' | 'value';

let redactor: Redactor | null = null;

/** Null prints names as they are. */
export function printNamesBy(given: Redactor | null): void {
	redactor = given;
}

/** Takes the names out of anything that comes from an account, a command line or a pasted text. */
export const learnNames = (value: unknown): void => redactor?.learn(value);

/** Without account ids and without the names learned so far, where names are redacted. */
export const redactNames = (text: string, place: NamePosition = 'whole'): string =>
	redactor?.redact(text, place) ?? text;
