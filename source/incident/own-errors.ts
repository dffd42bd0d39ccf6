import {isObject, member, parseJson} from '../json.ts';
import {isServiceName} from './called-services.ts';
import {closing} from './quotations.ts';

/**
 * The cause of an error that somebody's own code reported: a function, a Fail state, a worker, whoever stopped the
 * execution. AWS did not write it, so it can quote any message of AWS's.
 */
export type OwnError = {
	from: number;
	to: number;
	/** As that code calls it; null where the text does not say. */
	name: string | null;
	/** A Lambda function's: an object with a message and mostly a type. */
	isFunction: boolean;
};

/** How AWS's consoles label an error and its cause, in the languages that they speak. */
export const errorLabel =
	'(?:[Ee]rror|ERROR|エラー|错误|錯誤|오류|Fehler|Erreur|Erro|Errore|Ошибка)';
export const causeLabel = '(?:[Cc]ause|CAUSE|原因|원인|Ursache|Causa|Причина)';

const opening = new RegExp(
	String.raw`(?<![A-Za-z])${causeLabel}(?![A-Za-z])[\\"'\`*]{0,40}[ \t]{0,20}(?:[:=：|,]>?)?((?:\s{0,40}(?=[\\"'{[]))?)(?:(\\{0,40})(["']))?`,
	'g',
);
const name = String.raw`([A-Za-z][\w.$-]{1,120})`;
const nameBefore = new RegExp(
	String.raw`(?<![A-Za-z])${errorLabel}(?![A-Za-z])[\s"'\\\`*:=>：|-]{1,40}${name}[\s"'\\\`*,;|-]{1,40}$`,
);
const nameAfter = new RegExp(
	String.raw`^\\{0,40}["'][\s,]{1,20}\\{0,40}["']?${errorLabel}\\{0,40}["']?\s?(?:[:=]>?)\s?\\{0,40}["']${name}`,
);
const nextLabel =
	/\n\s*["'*]{0,3}(?:Execution|State ?[Mm]achine|Started|Stopped|Status|Region|Account|Request ID|Timestamp)\b[\w ]{0,20}["'*]{0,3} ?[:=]|\n\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:/;

const functionsKey = /^\s*\{[\s\S]*\berrorMessage\b/;
const bareMessage =
	/(Returned payload: )?\{[^{}]{0,2000}?(\\{0,40})["']errorMessage\\{0,40}["']\s?[:=]/g;
const typePattern = /\berrorType\\{0,40}["']?\s?[:=]>?\s?\\{0,40}["']?([\w.$-]{1,120})/;
const messagePattern = /\berrorMessage\\{0,40}["']?\s?[:=]>?\s?(.{0,400})/s;

/** What Lambda itself reports of a function: these names and sentences are AWS's. */
const platformType = /^(?:Sandbox|Runtime|Function|Extension|Lambda)\./;
const platformWords =
	/^\W{0,6}(?:\d{4}-\d\d-\d\dT[\d:.]{5,20}Z [\w-]{1,40} |RequestId: [\w-]{1,60} (?:Error: )?)?(?:Task timed out after [\d.]{1,8} seconds|Process exited before completing request|Runtime exited\b)/;
const platformName = /^(?:States|Lambda|Sandbox|Runtime|Events)\./;
const serviceSuffix =
	/\(Service: [\w .-]{2,60}[;,] Status Code: \d{3}[^()]{0,300}\)(?: \(SDK [^()]{0,60}\))?\W{0,4}$/;

/** What an SDK of AWS's calls the errors of the services: whoever logs one of these has called the service. */
const sdkName =
	/^(?:botocore\.\w{1,20}\.)?(?:ClientError|AccessDenied(?:Exception)?|KmsAccessDeniedException|\w{0,20}(?:StateMachine|Execution|Activity|Task)(?:DoesNotExist|AlreadyExists|LimitExceeded|Deleting|TimedOut)|Invalid(?:Definition|LoggingConfiguration|Arn|Name|Token|Output|ExecutionInput)|(?:Throttling|Validation|ResourceNotFound|Conflict|ServiceQuotaExceeded|TooManyRequests)(?:Exception)?)$/;

/** The causes in a text, with its line ends and escapes, that somebody's own code wrote. */
export function ownErrors(text: string): OwnError[] {
	const found: OwnError[] = [];
	const isInside = (at: number) => found.some(({from, to}) => at >= from && at < to);

	for (const {index, 0: label, 2: escapes = '', 3: quote} of first(text.matchAll(opening))) {
		const own = isInside(index)
			? null
			: causeAt(text, {at: index, from: index + label.length, escapes, quote});

		if (own) {
			found.push(own);
		}
	}

	for (const {index, 0: whole, 1: payload = ''} of first(text.matchAll(bareMessage))) {
		const from = index + payload.length;
		const to = endOfObject(text, from, whole) ?? text.length;
		const error = functionError(text.slice(from, to), null);
		const isOwn = payload !== '' || (error?.name && !sdkName.test(error.name));

		if (!isInside(from) && error && isOwn) {
			found.push({...error, from, to});
		}
	}

	return found.sort((one, other) => one.from - other.from);
}

/** A whole history has fewer; each is followed to its end. */
const atMost = 40;

const first = (found: Iterable<RegExpExecArray>): RegExpExecArray[] => [...found].slice(0, atMost);

type Opening = {at: number; from: number; escapes: string; quote: string | undefined};

function causeAt(text: string, {at, from, escapes, quote}: Opening): OwnError | null {
	const to = quote ? endOfQuoted(text, from, quote, escapes.length) : endOfUnquoted(text, from);
	const content = text.slice(from, to);
	const named =
		nameBefore.exec(text.slice(Math.max(0, at - 220), at))?.[1] ??
		nameAfter.exec(text.slice(to, to + 260))?.[1] ??
		null;
	const error = isFunctionError(content)
		? functionError(content, named)
		: isOwnName(named, content)
			? {name: named, isFunction: false}
			: null;

	return error && {...error, from, to};
}

function isFunctionError(content: string): boolean {
	const object = functionsKey.test(content) ? parsed(content) : null;
	return object
		? ['errorMessage', 'errorType'].some(key => Object.hasOwn(object, key))
		: functionsKey.test(content);
}

/** Null where the platform tells of the function. */
function functionError(
	content: string,
	outer: string | null,
): Pick<OwnError, 'name' | 'isFunction'> | null {
	const object = parsed(content);
	const stated = object ? member(object, 'errorType') : typePattern.exec(content)?.[1];
	const type = typeof stated === 'string' && stated !== '' ? stated : null;
	const message =
		(object ? member(object, 'errorMessage') : null) ?? messagePattern.exec(content)?.[1];
	const isPlatforms =
		(type !== null && platformType.test(type)) || platformWords.test(String(message ?? ''));

	return isPlatforms ? null : {name: type ?? outer, isFunction: true};
}

/** `Service.XException`, `States.X` and whatever carries the SDK's suffix come from AWS. */
function isOwnName(called: string | null, content: string): boolean {
	const [service = '', error] = called?.split('.') ?? [];
	return (
		called !== null &&
		!platformName.test(called) &&
		!(
			error &&
			(isServiceName(service) || (/Exception$/.test(error) && serviceSuffix.test(content)))
		)
	);
}

/** JSON within JSON escapes its quotes more often: what closes a text is escaped as often as what opened it. */
function endOfQuoted(text: string, from: number, quote: string, depth: number): number {
	const marks = new RegExp(`(\\\\*)${quote}`, 'g');
	marks.lastIndex = from;

	for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
		const escapes = mark[1]?.length ?? 0;
		const closes = escapes <= depth || (depth === 0 && escapes % 2 === 0);

		if (closes && /^\s*(?:[,}\])]|$|\n)/.test(text.slice(marks.lastIndex, marks.lastIndex + 80))) {
			const content = text.slice(from, mark.index);
			const isWhole = !/^\s*[{[]/.test(content) || parsed(content) !== null;

			return isWhole
				? mark.index
				: Math.max(mark.index, closing(text, from, /[{}[\]]/g) ?? text.length);
		}
	}

	return text.length;
}

function endOfUnquoted(text: string, from: number): number {
	const rest = text.slice(from);
	const object = /^\s*[{[]/.exec(rest);
	const end = object ? endOfObject(text, from + object[0].length - 1, rest) : null;
	const label = nextLabel.exec(rest)?.index;
	return end ?? (label === undefined ? text.length : from + label);
}

function endOfObject(text: string, from: number, sample: string): number | null {
	const depth = /(\\{0,40})["']/.exec(sample)?.[1]?.length ?? 0;
	let level = 0;
	let isText = false;

	for (const {index, 0: mark, 1: escapes = ''} of text.slice(from).matchAll(/(\\*)"|[{}[\]]/g)) {
		if (mark.endsWith('"')) {
			isText = escapes.length <= depth ? !isText : isText;
		} else if (!isText) {
			level += mark === '{' || mark === '[' ? 1 : -1;

			if (level === 0) {
				return from + index + 1;
			}
		}
	}

	return closing(text, from, /[{}[\]]/g);
}

/** However often its quotes were escaped. */
function parsed(content: string): object | null {
	let json = content;

	for (let round = 0; round < 5; round += 1) {
		const value = parseJson(json.trim());

		if (isObject(value)) {
			return value;
		}

		const unescaped = parseJson(`"${json}"`);

		if (typeof unescaped !== 'string' || unescaped === json) {
			return null;
		}

		json = unescaped;
	}

	return null;
}
