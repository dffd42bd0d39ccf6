const redacted = '[redacted]';

/** What a field that holds a secret is called, at the end of its name. */
const secretName =
	'(?:pass(?:word|wd|phrase|code)|pwd|secret|token|credentials?|api[_-]?key|(?:access|secret|private|account|shared|signing|encryption|master|subscription)[_-]?key|authorization|cookie|signature|connection[_-]?string)s?';

/** Names that end so and hold none: what repeats a request safely, what pages a list. */
const harmlessName =
	/(?:client(?:request)?|request|idempotency|next|page|pagination|continuation)[_-]?token$/i;

/** A reference, a marker or a number is shown: it is what a definition says, not the secret that it stands for. */
const harmlessValue =
	/^(?:\$|\{[%{]|arn:|\[|<|(?:null|true|false|undefined|none)\b|\d{1,9}$|\*+$|\.\.\.|States\.)/i;

/** Plain words can follow these names in a sentence: `Invalid token: expired`. */
const isProse = (name: string, value: string): boolean =>
	!/pass|pwd|authorization|cookie/i.test(name) && !/[\d+/=_-]/.test(value);

/** The same before a quotation: `Invalid Token: 'Invalid token'`. */
const isSentence = (whole: string, name: string, value: string): boolean =>
	whole.slice(name.length, name.length + 2) === ': ' && isProse(name, value);

const quote = `\\\\{0,4}["']`;
/** Up to the quote that closes it, or the end of a text that was cut. */
const quoted = `(${quote})((?:(?!\\2)[^\\n]){1,8000}?)(?=\\2|\\n|$)`;

const quotedField = new RegExp(
	`(?<![:/])\\b([\\w.-]{0,60}?${secretName})(?:\\\\{0,4}["'])?\\s{0,4}(?:[:=]|=>)\\s{0,4}\\[?\\s{0,4}${quoted}`,
	'gi',
);

const bareField = new RegExp(
	`(?<![:/])\\b([\\w.-]{0,60}?${secretName})(?:${quote})?(\\s{0,4}(?:=|:)\\s{0,4})((?:(?:Bearer|Basic|Token|AWS4-HMAC-SHA256)\\s{1,4})?[^\\s"'\\\\,;&)}\\]]{3,4000})`,
	'gi',
);

/** `{"Name": "DB_PASSWORD", "Value": "…"}`, as containers get their environment. */
const environment = new RegExp(
	`(${quote}(?:name|key)${quote}\\s{0,4}:\\s{0,4}${quote}[\\w.-]{0,60}?${secretName}${quote}\\s{0,4},\\s{0,4}${quote}(?:value|stringValue)${quote}\\s{0,4}:\\s{0,4}${quote})([^"'\\\\]{1,4000})`,
	'gi',
);

const environmentReversed = new RegExp(
	`(${quote}value${quote}\\s{0,4}:\\s{0,4}${quote})([^"'\\\\]{1,4000})(?=${quote}\\s{0,4},\\s{0,4}${quote}(?:name|key)${quote}\\s{0,4}:\\s{0,4}${quote}[\\w.-]{0,60}?${secretName}${quote})`,
	'gi',
);

/** What is a secret by its own form, whatever it is called. */
const forms: ReadonlyArray<readonly [RegExp, string]> = [
	[
		/-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
		redacted,
	],
	// A secret access key beside its id, then the id itself.
	[
		/(\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b[^A-Za-z0-9/+][\s\S]{0,60}?)(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
		`$1${redacted}`,
	],
	[/\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g, redacted],
	[/\b(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz)[A-Za-z0-9+/=_%-]{8,}/g, redacted],
	[/([?&]X-Amz-(?:Security-Token|Signature|Credential)=)[^&\s"'\\]{1,4000}/gi, `$1${redacted}`],
	[/\b(Bearer\s{1,4})(?=\S{0,4000}?\d)[A-Za-z0-9._~+/=-]{8,}/gi, `$1${redacted}`],
	[
		/\b((?:set-)?cookie(?:\\{0,4}["'])?\s{0,4}[:=]\s{0,4}(?:\[(?!redacted))?\s{0,4}(?:\\{0,4}["'])?)(?!\s{0,4}\[redacted)[^"'\\\n]{3,8000}/gi,
		`$1${redacted}`,
	],
	[/\b(Credential=|Signature=)[A-Za-z0-9/_-]{16,}(?:\/aws4_request)?/g, `$1${redacted}`],
	[
		/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"\\]{0,100}):(?!\[redacted\])[^\s@/'"\\]{1,300}@/gi,
		`$1:${redacted}@`,
	],
	[/\beyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]{0,8000}){1,4}/g, redacted],
	// Of an activity or a callback: with the token, anyone can end the task.
	[/\b(?:AQC[A-Za-z0-9+/])?AAAAKgAAAA[A-Za-z0-9+/=]{8,}/g, redacted],
	[/\b(?:gh[opsur]_|github_pat_|glpat-|npm_|pypi-|dop_v1_|shpat_|hf_)[A-Za-z0-9_-]{8,}/g, redacted],
	[/\bxox[abeoprs]-[A-Za-z0-9-]{6,}/g, redacted],
	[/(hooks\.slack\.com\/(?:services|workflows)\/)[A-Za-z0-9/_-]{6,}/g, `$1${redacted}`],
	[/\b(?:[rs]k_(?:live|test)_|whsec_)[A-Za-z0-9]{6,}/g, redacted],
	[/\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}/g, redacted],
	[/\bAIza[A-Za-z0-9_-]{30,}/g, redacted],
	[/\bSG\.[\w-]{10,}\.[\w-]{10,}/g, redacted],
	[/\bSK[0-9a-f]{32}\b/g, redacted],
];

/** Whether there is anything that the rules below could find: most texts that are printed hold nothing of it. */
const suspicious =
	/pass|pwd|secret|token|credential|key|auth|cookie|signature|connection|AKIA|ASIA|ABIA|ACCA|IQoJ|F[wQ]o|bearer|:\/\/|eyJ|AAAAKg|gh[opsur]_|github_|glpat|npm_|pypi|dop_|shpat|hf_|xox|slack|[rs]k[_-]|whsec|AIza|SG\.|SK[0-9a-f]/i;

/**
 * Replaces credentials, tokens and passwords by `[redacted]`. References to them (`$.password`, a secret's ARN) stay.
 * A text is given whole: half a key is not recognized as one.
 */
export function redactSecrets(text: string): string {
	if (!suspicious.test(text)) {
		return text;
	}

	const formless = forms.reduce((left, [form, by]) => left.replace(form, by), text);

	return formless
		.replace(environment, (whole, before: string, value: string) =>
			harmlessValue.test(value) ? whole : `${before}${redacted}`,
		)
		.replace(environmentReversed, (whole, before: string, value: string) =>
			harmlessValue.test(value) ? whole : `${before}${redacted}`,
		)
		.replace(quotedField, (whole, name: string, _quote: string, value: string) =>
			harmlessName.test(name) || harmlessValue.test(value) || isSentence(whole, name, value)
				? whole
				: `${whole.slice(0, whole.length - value.length)}${redacted}`,
		)
		.replace(bareField, (whole, name: string, between: string, value: string) => {
			const isKept =
				harmlessName.test(name) ||
				harmlessValue.test(value) ||
				(between.includes(':') && isProse(name, value));
			return isKept ? whole : `${whole.slice(0, whole.length - value.length)}${redacted}`;
		});
}
