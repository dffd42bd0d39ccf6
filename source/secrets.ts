import {fieldsFor, line, named, quote, secretName, withoutColumns} from './secrets/fields.ts';
import {forms, redacted} from './secrets/forms.ts';

/** Names that end so and hold none: what repeats a request safely, what pages a list. */
const harmlessName =
	/(?:client(?:request)?|request|idempotency|next|page|pagination|continuation|starting)[ _-]?token$/i;

/** Those of which a number is one, and plain words as well. */
const password = /pass(?:word|wd|phrase|code)|pwd|pin$|otp$|cv[vc]$|code$/i;
const worded = /pass|pwd|pw$|authorization|cookie/i;

/** A reference, a marker, a call in a program: what a definition or a program says, not the secret itself. */
const harmlessValue =
	/^(?:\$|\{[%{]|(?:[\w-]{1,40}=)?arn:|\[|<|(?:null|true|false|undefined|none)\b|\*+$|\.\.\.|States\.|(?:await|new)$|[\w.]{1,80}\(|(?:os|process|sys|System)\.|![A-Z]|(?:Hmac)?SHA-?\d|[HREP]S(?:256|384|512)\b)/i;

/** What is said of a password in a sentence: `Password is incorrect`. */
const said =
	/^(?:\w*(?:ed|ing|able|ible|ly|[ae]nt|rect|lid|ory|ional)|[a-z]{1,3}|wrong|empty|missing|weak|short|long|only|never|still|also|unset|blank|known|unknown|same|kept|sent|shown|hidden|safe|both|what|when|where|that|this|your|their|must|should|cannot|longer|field|policy|being|from|with|than|into|less|more)[.,;:!]?$/i;

const isRandom = (value: string): boolean =>
	/[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);

/** Without a name there is no field, and looking for each costs more. */
const anyName = new RegExp(secretName, 'i');

/** `token X`, where X cannot be a word. */
const beside = new RegExp(
	`${named}(?<between>["']?\\s{0,4}[\\s|,]\\s{0,4}["']?)(?<value>[A-Za-z0-9+/=_-]{10,4000})`,
	'gi',
);
/** `WITH PASSWORD 'x'`, `Invalid password "x"`. */
const quoted = new RegExp(
	`${named}(?<between>\\s{1,4}N?(?<q>\\\\{0,4}["']))(?<value>(?:\\k<q>\\k<q>|(?!\\k<q>)[^\\s]){3,400})(?=\\k<q>)`,
	'gi',
);
/** What comes after one that is hidden already: its new value in a plan, and the rest of a list. */
const further =
	/(\[redacted\]\\{0,4}["']?\s{0,4}(?:->|→)\s{0,4}\\{0,4}["']?)(?!\[redacted)[^\s"'\\]{3,400}/g;
const listed = new RegExp(
	`(${secretName}:[ \\t]{0,4}${line})((?:[ \\t]{0,40}- [^\\n\\\\:]{3,400}(?:${line}|$)){1,50})`,
	'gi',
);
const list = new RegExp(`(${secretName}${quote}\\s{0,4}[:=]\\s{0,4}\\[)([^\\]]{1,4000})`, 'gi');

const wholeKey =
	/-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g;

/** Whether there is anything that the rules above could find: most texts that are printed hold nothing of it. */
const suspicious =
	/pass(?!role)|pw|secret|token|cred|key|auth(?!oriz(?:e[ds]?|ing)\b)|cookie|sig|connection|pin|otp|cv[vc]|code|AKIA|ASIA|ABIA|ACCA|IQoJ|F[wQ]o|bearer|:\/\/|jdbc|eyJ|AAAAKg|gh[opsur]_|gl\w{1,4}[-_]|npm_|pypi|dop_|shp|hf_|xox|xapp|slack|discord|webhook|lin_|sntry|dp\.|hv[sbr]\.|AT[AC]TT|sq0|NRAK|GOCSPX|ya29|AGE-|PMAK|dapi|[rs]k[_-]|whsec|AIza|SG\.|SK[0-9a-f]|Q~|identified|sess|redis-cli|securestring|plaintext|:AA|\$(?:apr1|2|1|5|6)|"d[pq]?|"qi|\s-[pu]|answer|redacted|github_|put-parameter|connect\.sid|--user|basic\s|digest\s|private-lines|AC[0-9a-f]{32}/i;

/** ARNs, ids and links have one: only whether it is base64 is asked of them. */
const longRun = /[A-Za-z0-9+/_-]{20,}={0,2}/g;

/**
 * Replaces credentials, tokens and passwords by `[redacted]`. References to them (`$.password`, a secret's ARN) stay.
 * A text is given whole: half a key is not recognized as one.
 */
export function redactSecrets(text: string): string {
	return withoutEncoded(suspicious.test(text) ? withoutFields(text) : text);
}

function withoutFields(text: string): string {
	const keyless = withoutKeyEnds(text.replace(wholeKey, redacted));
	const formless = forms.reduce((left, [form, by]) => left.replace(form, by), keyless);
	const listless = formless
		.replace(list, (whole, before: string, inside: string) =>
			worded.test(before) || /[\d_+/=-]/.test(inside)
				? before +
					inside.replace(/(\\{0,4}["'])(?!\[redacted)[^"'\\]{1,4000}\1/g, `$1${redacted}$1`)
				: whole,
		)
		.replace(listed, (whole, before: string, items: string) =>
			worded.test(before) || /\d/.test(items)
				? before + items.replace(/(- ["']?)(?![[$])[^\n"'\\]{1,400}/g, `$1${redacted}`)
				: whole,
		);

	const isNamed = anyName.test(listless);
	const asked = isNamed ? [...fieldsFor(listless), beside, quoted] : [];
	return asked
		.reduce(
			(left, field) => left.replace(field, (...found) => hidden(found, field)),
			isNamed ? withoutColumns(listless, redacted) : listless,
		)
		.replace(further, `$1${redacted}`);
}

const withoutEncoded = (text: string): string =>
	text.replace(longRun, whole => (isEncoded(whole) ? redacted : whole));

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
		(field === beside || (field === quoted && !worded.test(name))
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
