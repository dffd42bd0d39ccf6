/** A word that stands for one that was left out: `REDACTED`, `xxxx`, `********`, `[role]`, `(role)`, `<role>`, `{role}`. */
const redaction =
	/^(?:[*_#]{3,}|x{3,}|X{3,}|\[[\w *.-]{1,60}\]|\([\w *.-]{1,60}\)|<[^<>:]{1,60}>|\$?\{[^{}":]{1,60}\}|(?:REDACTED|MASKED|HIDDEN|OMITTED|REMOVED|CENSORED|SANITI[SZ]ED|ANONYMI[SZ]ED|OBFUSCATED)\w{0,40})$/;

export const isRedaction = (word: string): boolean => redaction.test(word);
