const redacted = '[redacted]';

/** What a field that holds a secret is called, at the end of its name; a word in between can be apart. */
const secretName =
	'(?:pass(?:word|wd|phrase|code)|pwd|(?<![a-z])(?:pass|pw|pin|otp|cv[vc]|auth)|mfa[_-]?code|secret|token|credentials?|api[ _-]?key|(?:access|secret|private|account|shared|signing|encryption|master|subscription)[ _-]?key|authorization|cookie|signature|connection[ _-]?string)s?(?:[_-]?(?:hash|value|string|text|salt|base64|\\d{1,3}))?';

/** Names that end so and hold none: what repeats a request safely, what pages a list. */
const harmlessName =
	/(?:client(?:request)?|request|idempotency|next|page|pagination|continuation|starting)[ _-]?token$/i;

/** Those of which a number is one, and plain words as well. */
const password = /pass(?:word|wd|phrase|code)|pwd|pin$|otp$|cv[vc]$|code$/i;
const worded = /pass|pwd|pw$|authorization|cookie/i;

/** A reference, a marker, a call in a program: what a definition or a program says, not the secret itself. */
const harmlessValue =
	/^(?:\$|\{[%{]|arn:|\[|<|(?:null|true|false|undefined|none)\b|\*+$|\.\.\.|States\.|(?:await|new)$|[\w.]{1,80}\(|(?:os|process|sys|System)\.)/i;

/** What is said of a password in a sentence: `Password is incorrect`. */
const said =
	/^(?:\w*(?:ed|ing|able|ible|ly|[ae]nt|rect|lid|ory|ional)|[a-z]{1,3}|wrong|empty|missing|weak|short|long|only|never|still|also|unset|blank|known|unknown|same|kept|sent|shown|hidden|safe|both|what|when|where|that|this|your|their|must|should|cannot|longer|field|policy|being|from|with|than|into|less|more)[.,;:!]?$/i;

const isRandom = (value: string): boolean =>
	/[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);

/** Its end, also within JSON. */
const line = '(?:\\n|\\\\{1,4}n)';
const quote = `\\\\{0,4}["']`;
const named = `(?<name>\\b[\\w./-]{0,60}?${secretName})`;

/** Each ends with its value. */
const fields: readonly RegExp[] = [
	// Up to the quote that closes it, or the end of a text that was cut.
	new RegExp(
		`${named}(?<between>(?:\\\\{0,4}["'])?\\s{0,4}(?:[:=-]>|[:=]|=>)(?:\\s|${line}){0,8}\\[?\\s{0,4}(?<q>${quote}))(?<value>(?:(?!(?<!\\\\)\\k<q>(?!\\k<q>))[^\\n]){1,8000}?)(?=(?<!\\\\)\\k<q>(?!\\k<q>)|\\n|$)`,
		'gi',
	),
	new RegExp(
		`${named}(?<between>(?:${quote})?\\s{0,4}(?:[:=-]>|[=:])\\s{0,4})(?<value>(?:(?:Bearer|Basic|Token|AWS4-HMAC-SHA256)\\s{1,4})?[^\\s"'\\\\,;&)}\\]]{3,4000})`,
		'gi',
	),
	// `--password x`, `password is x`, `password for user app: x`, `login app password x`
	new RegExp(
		`(?<name>(?<!\\S)--[\\w-]{0,60}?${secretName})(?<between>\\s{1,4}["']?)(?<value>[^\\s"'-][^\\s"']{0,4000})`,
		'gi',
	),
	new RegExp(
		`${named}(?<between>\\s(?:is|was|are)\\s{1,4}["'\`]?)(?<value>[^\\s"'\`]{3,4000})`,
		'gi',
	),
	/\b(?<name>password|passphrase)(?<between> (?:for|of) [^\n:=]{1,60}[:=] ?["']?)(?<value>[^\s"']{3,4000})/gi,
	/\blogin\s\S{1,100}\s(?<name>password)(?<between>\s)(?<value>\S{3,4000})/gi,
	// Blocks of YAML, elements of XML, variables of containers, parameters.
	new RegExp(
		`${named}(?<between>:\\s{0,4}[|>][+-]?${line})(?<value>(?:[ \\t]{1,40}[^\\n\\\\]{0,400}(?:${line}|$)){1,50})`,
		'gi',
	),
	new RegExp(
		`<(?<name>[\\w:.-]{0,60}?${secretName})(?<between>>)(?<value>[^<]{1,4000})(?=</)`,
		'gi',
	),
	new RegExp(
		`${quote}(?:name|key)${quote}\\s{0,4}:\\s{0,4}${quote}(?<name>[\\w./-]{0,60}?${secretName})(?<between>${quote}\\s{0,4},\\s{0,4}(?:${quote}\\w{1,40}${quote}\\s{0,4}:\\s{0,4}${quote}[^"'\\\\]{0,200}${quote}\\s{0,4},\\s{0,4}){0,2}${quote}(?:value|stringValue)${quote}\\s{0,4}:\\s{0,4}${quote})(?<value>[^"'\\\\]{1,4000})`,
		'gi',
	),
	new RegExp(
		`\\bname:\\s{0,4}["']?${named}(?<between>["']?\\s{0,4}${line}\\s{0,40}value:\\s{0,4}["']?)(?<value>[^\\n"'\\\\]{1,4000})`,
		'gi',
	),
	new RegExp(
		`(?<between>${quote}value${quote}\\s{0,4}:\\s{0,4}${quote})(?<value>[^"'\\\\]{1,4000})(?=${quote}\\s{0,4},\\s{0,4}${quote}(?:name|key)${quote}\\s{0,4}:\\s{0,4}${quote}(?<name>[\\w./-]{0,60}?${secretName})${quote})`,
		'gi',
	),
];

/** Without a name there is no field, and looking for each costs more. */
const anyName = new RegExp(secretName, 'i');

/** `token X`, where X cannot be a word. */
const beside = new RegExp(`${named}(?<between>\\s{1,4})(?<value>[A-Za-z0-9+/=_-]{10,4000})`, 'gi');
const list = new RegExp(`(${secretName}${quote}\\s{0,4}[:=]\\s{0,4}\\[)([^\\]]{1,4000})`, 'gi');

const wholeKey =
	/-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g;

/** What is a secret by its own form, whatever it is called. */
const forms: ReadonlyArray<readonly [RegExp, string]> = [
	// A secret access key beside its id, then the id itself.
	[
		/(\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b[^A-Za-z0-9/+][\s\S]{0,60}?)(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
		`$1${redacted}`,
	],
	[/\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g, redacted],
	[/\b(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz)[A-Za-z0-9+/=_%-]{8,}/g, redacted],
	[
		/([?&](?:X-Amz-(?:Security-Token|Signature|Credential)|sig)=)[^&\s"'\\]{1,4000}/gi,
		`$1${redacted}`,
	],
	[/\b(Basic\s{1,4})(?=[A-Za-z+/]{0,400}[\d=])[A-Za-z0-9+/]{12,}={0,2}/gi, `$1${redacted}`],
	[/\b(Bearer\s{1,4})(?=\S{0,4000}?\d)[A-Za-z0-9._~+/=-]{8,}/gi, `$1${redacted}`],
	[
		/\b((?:set-)?cookie(?:\\{0,4}["'])?\s{0,4}[:=]\s{0,4}(?:\[(?!redacted))?\s{0,4}(?:\\{0,4}["'])?)(?!\s{0,4}\[redacted)[^"'\\\n]{3,8000}/gi,
		`$1${redacted}`,
	],
	[/\b(Credential=|Signature=)[A-Za-z0-9/_-]{16,}(?:\/aws4_request)?/g, `$1${redacted}`],
	[
		/\b((?:postgres\w*|mysql\w*|mariadb|mongodb|redis|amqp|mssql)s?(?:\+\w{1,20})?:\/\/[^\s:/@'"\\]{0,100}):(?!\[redacted\])[^\s'"\\<>]{1,300}@/gi,
		`$1:${redacted}@`,
	],
	[
		/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"\\]{0,100}):(?!\[redacted\])[^\s@/'"\\]{1,300}@/gi,
		`$1:${redacted}@`,
	],
	[/(jdbc:oracle:\w{1,10}:[^\s/@]{1,60}\/)[^\s@/]{1,200}@/gi, `$1${redacted}@`],
	// Of command lines: `curl -u user:x`, `mysql -px`, `login -p x`; a port, a path and a folder are none.
	[
		/(\s(?:-u|--user)[ =]["']?[^\s:"']{1,100}:)(?!\d+\b|\[redacted)[^\s"']{3,400}/g,
		`$1${redacted}`,
	],
	[
		/(\b(?:mysql\w*|mariadb\w*|mongo\w*)\b[^\n]{0,300}?\s-p)(?![\s\d[])[^\s"']{3,400}/g,
		`$1${redacted}`,
	],
	[
		/((?<!\b(?:mkdir|cp|rsync|tar|install|python\d?)\b[^\n]{0,80})\s-p(?:\s{1,4}|=)["']?)(?![\d:./-]+(?:\s|$)|[./[-])[^\s/"']{4,400}/g,
		`$1${redacted}`,
	],
	[/\beyJ[A-Za-z0-9_-]{6,}(?:\.{1,2}[A-Za-z0-9_-]{1,8000}){1,4}/g, redacted],
	[/(\\{0,4}"(?:d|dp|dq|qi)\\{0,4}"\s?:\s?\\{0,4}")[\w-]{20,}/g, `$1${redacted}`],
	[/\$(?:apr1|2[aby]|[156])\$[./A-Za-z0-9$]{20,}/g, redacted],
	// Of an activity or a callback: with the token, anyone can end the task.
	[/\b(?:AQC[A-Za-z0-9+/])?AAAAKgAAAA[A-Za-z0-9+/=]{8,}/g, redacted],
	[
		/\b(?:gh[opsur]_|github_pat_|gl(?:pat|dt|rt|ptt|cbt|soat)-|npm_|pypi-|dop_v1_|shp(?:at|ss|ca|pa)_|hf_|gls?[ac]_|lin_api_|sntry[su]_|dp\.[psc]t\.|hv[sbr]\.|AT[AC]TT3|sq0(?:atp|csp)-|NRAK-|GOCSPX-|ya29\.|AGE-SECRET-KEY-|PMAK-)[A-Za-z0-9._=-]{8,}/g,
		redacted,
	],
	[/\b(?:dapi|key-)[0-9a-f]{32}(?:-\d)?\b/g, redacted],
	[/\b\d{8,10}:AA[A-Za-z0-9_-]{30,}/g, redacted],
	[/\bxox[abeoprs][.-][A-Za-z0-9.-]{6,}|\bxapp-[A-Za-z0-9-]{6,}/g, redacted],
	[
		/((?:hooks\.slack\.com\/(?:services|workflows)|discord\w*\.com\/api\/webhooks|webhook\.office\.com\/webhookb2)\/)[\w/@-]{6,}/g,
		`$1${redacted}`,
	],
	[/\b(?:[rs]k_(?:live|test)_|whsec_)[A-Za-z0-9]{6,}/g, redacted],
	[/\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}/g, redacted],
	[/\bAIza[A-Za-z0-9_-]{30,}/g, redacted],
	[/\bSG\.[\w-]{10,}\.[\w-]{10,}/g, redacted],
	[/\bSK[0-9a-f]{32}\b/g, redacted],
	[/\b[\w-]{3}\dQ~[\w.~-]{30,}/g, redacted],
];

/** Whether there is anything that the rules below could find: most texts that are printed hold nothing of it. */
const suspicious =
	/pass|pw|secret|token|cred|key|auth|cookie|sig|connection|pin|otp|cv[vc]|code|AKIA|ASIA|ABIA|ACCA|IQoJ|F[wQ]o|bearer|:\/\/|jdbc|eyJ|AAAAKg|gh[opsur]_|gl\w{1,4}[-_]|npm_|pypi|dop_|shp|hf_|xox|xapp|slack|discord|webhook|lin_|sntry|dp\.|hv[sbr]\.|AT[AC]TT|sq0|NRAK|GOCSPX|ya29|AGE-|PMAK|dapi|[rs]k[_-]|whsec|AIza|SG\.|SK[0-9a-f]|Q~|:AA|\$(?:apr1|2|1|5|6)|"d[pq]?|"qi|\s-[pu]|[A-Za-z0-9+/_-]{20}/i;

/**
 * Replaces credentials, tokens and passwords by `[redacted]`. References to them (`$.password`, a secret's ARN) stay.
 * A text is given whole: half a key is not recognized as one.
 */
export function redactSecrets(text: string): string {
	if (!suspicious.test(text)) {
		return text;
	}

	const keyless = withoutKeyEnds(text.replace(wholeKey, redacted));
	const formless = forms.reduce((left, [form, by]) => left.replace(form, by), keyless);
	const listless = formless.replace(list, (whole, before: string, inside: string) =>
		worded.test(before) || /[\d_+/=-]/.test(inside)
			? before + inside.replace(/(\\{0,4}["'])(?!\[redacted)[^"'\\]{1,4000}\1/g, `$1${redacted}$1`)
			: whole,
	);

	const asked = anyName.test(listless) ? [...fields, beside] : [];
	return asked
		.reduce((left, field) => left.replace(field, (...found) => hidden(found, field)), listless)
		.replace(/[A-Za-z0-9+/_-]{20,}={0,2}/g, whole => (isEncoded(whole) ? redacted : whole));
}

function hidden(found: unknown[], field: RegExp): string {
	const whole = String(found[0]);
	const groups = found.at(-1) as {name: string; between: string; value: string};
	const {name, between, value} = groups;
	const before = String(found.at(-2)).slice(
		Math.max(0, Number(found.at(-3)) - 200),
		Number(found.at(-3)),
	);
	const isKept =
		harmlessName.test(name) ||
		harmlessValue.test(value) ||
		(/^\d{1,9}$/.test(value) && !password.test(name)) ||
		/\barn:[^\s"']*$/.test(before + whole.slice(0, whole.indexOf(name))) ||
		(field === beside
			? !isRandom(value) || (/secret$/i.test(name) && value.length < 20)
			: isSentence(between) && isProse(name, value, between));

	return isKept ? whole : `${whole.slice(0, whole.length - value.length)}${redacted}`;
}

/** Where a sentence can go on: `Invalid token: expired`, `Invalid Token: 'Invalid token'`. */
const isSentence = (between: string): boolean => /^:? |^:$|^[:=]/.test(between);

function isProse(name: string, value: string, between: string): boolean {
	if (said.test(value)) {
		return !/["']$/.test(between);
	}

	if (/(?<![_-])pass$/i.test(name)) {
		return between.startsWith(':') && !isRandom(value);
	}

	return !worded.test(name) && !between.includes('=') && !/[\d+/=_-]/.test(value);
}

/** The end of a private key whose beginning was cut off: of whole keys nothing is left here. */
function withoutKeyEnds(text: string): string {
	return text
		.split(/(?=-----END [A-Z ]{0,40}PRIVATE KEY)/)
		.map((part, index, {length}) => {
			let cut = part;

			for (let found = index < length - 1 ? keyLine.exec(part.slice(-300)) : null; found; ) {
				cut = cut.slice(0, cut.length - found[0].length);
				found = keyLine.exec(cut.slice(-300));
			}

			return cut === part ? part : cut + redacted;
		})
		.join('');
}

const keyLine = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/=]{16,200}(?:\s|\\{1,4}[nr]?){0,4}$/;

/** Base64 of a text with a secret, and of `user:password` as HTTP has it. */
function isEncoded(text: string): boolean {
	const decoded = Buffer.from(text, 'base64').toString('latin1');
	return /^[\t\n\r -~]{12,}$/.test(decoded) && redactSecrets(decoded) !== decoded;
}
