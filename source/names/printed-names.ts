/** Loaded with the rules for it where `--redact` asks for them: nothing else has to carry them. */
export type Redactor = {learn(value: unknown): void; redact(text: string): string};

let redactor: Redactor | null = null;

/** Null prints names as they are. */
export function printNamesBy(given: Redactor | null): void {
	redactor = given;
}

/** Takes the names out of anything that comes from an account, a command line or a pasted text. */
export const learnNames = (value: unknown): void => redactor?.learn(value);

/** Without account ids and without the names learned so far, where names are redacted. */
export const redactNames = (text: string): string => redactor?.redact(text) ?? text;
