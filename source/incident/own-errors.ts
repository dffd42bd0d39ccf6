import {member} from '../json.ts';
import {isServiceName} from './called-services.ts';
import {endOfObject, endOfQuoted, endOfUnquoted, parsed} from './quotations.ts';

/**
 * The cause of an error that somebody's own code reported: a function, a Fail state, a worker, the person who
 * stopped the execution. AWS did not write it, so it can quote any message of AWS's.
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
/** A worker can call its error anything: where the name ends, only quotes or lines of their own show. */
const wordsBefore = new RegExp(
	String.raw`(?:["']${errorLabel}\\{0,40}["']\s?(?::|=>)\s?\\{0,40}["']([^"'\\\n]{1,120})\\{0,40}["'],?|(?:^|\n)[ \t]{0,20}${errorLabel}[ \t]{0,20}\n\s{0,20}([^\n:]{1,120}))[\s\\"'*]{1,40}$`,
);
const nameAfter = new RegExp(
	String.raw`^\\{0,40}["'][\s,]{1,20}\\{0,40}["']?${errorLabel}\\{0,40}["']?\s?(?:[:=]>?)\s?\\{0,40}["']${name}`,
);
/** As the text of a failure that was read from the history says that AWS did not write it. */
const reported =
	/"reportedBy": "[\w ]{4,12}",\s+"error": (?:null|"((?:[^"\\\n]|\\.){1,300})"),\s+"$/;
const functionsKey = /^\s*\{[\s\S]*\berrorMessage\b/;
const bareMessage =
	/(Returned payload: )?\{[^{}]{0,2000}?(\\{0,40})["']errorMessage\\{0,40}["']\s?[:=]/g;
const typePattern = /\berrorType\\{0,40}["']?\s?[:=]>?\s?\\{0,40}["']?([\w.$-]{1,120})/;
const messagePattern = /\berrorMessage\\{0,40}["']?\s?[:=]>?\s?(.{0,400})/s;

/** What Lambda itself reports of a function: these names and sentences are AWS's. */
const platformType =
	/^(?:(?:Sandbox|Function|Extension)\.|Runtime\.(?:ExitError|OutOfMemory|InvalidEntrypoint)$)/;
const platformWords =
	/^\W{0,6}(?:\d{4}-\d\d-\d\dT[\d:.]{5,20}Z [\w-]{1,40} |RequestId: [\w-]{1,60} (?:Error: )?)?(?:Task timed out after [\d.]{1,8} seconds\W{0,6}$|Process exited before completing request|Runtime exited\b)/;
const platformName = /^(?:States|Lambda|Sandbox|Runtime|Events)\./;
const serviceSuffix =
	/\(Service: [\w .-]{2,60}[;,] Status Code: \d{3}[^()]{0,300}\)(?: \(SDK [^()]{0,60}\))?\W{0,4}$/;

/** What an SDK of AWS's calls the errors of the services: code that logs one of these has called the service. */
const sdkName =
	/^(?:botocore\.\w{1,20}\.)?(?:ClientError|AccessDenied(?:Exception)?|KmsAccessDeniedException|\w{0,20}(?:StateMachine|Execution|Activity|Task)(?:DoesNotExist|AlreadyExists|LimitExceeded|Deleting|TimedOut)|Invalid(?:Definition|LoggingConfiguration|Arn|Name|Token|Output|ExecutionInput)|(?:Throttling|Validation|ResourceNotFound|Conflict|ServiceQuotaExceeded|TooManyRequests)(?:Exception)?)$/;

const leading =
	/^\W{0,4}(?:Error: |Uncaught |Unhandled )?((?:[A-Za-z]\w{0,40}\.){0,6}[A-Z][a-z]\w{0,60}[A-Z]\w{0,60}): (.{0,40})/;

/** Labels, AWS's names of events, and errors of its services or SDKs. */
const namedByAws =
	/^(?:com\.amazonaws|software\.amazon|botocore|boto3|AWS|Amazon|Cloud|Step|State|Status|Task|Execution|Activity|Lambda|Map|Resource|Error|Event|Log|Request|Response|Input|Output|Cannot|OutOfMemory|NoSuch|NonExistent|Invalid|Unauthorized|Unrecognized|Missing|Service|Internal|Expired|Waiter|Botocore|BotoCore|Message|Exception)|(?:Message|Reason|Details|Status|Arn|Configuration|LimitExceeded|AccessDenied|NotFound)$/;
const bySdkOrDeployer = /^(?:An error occurred \(|operation error |api error |The stack )/;

/** What a text without labels begins with, as `OrderRejected: …`: what follows may be a quotation. */
export function leadingOwnName(text: string): string | null {
	const [, called = '', said = ''] = leading.exec(text) ?? [];
	const isOwn =
		called !== '' &&
		!namedByAws.test(called) &&
		!sdkName.test(called) &&
		!bySdkOrDeployer.test(said) &&
		isOwnName(called, said);

	return isOwn ? called : null;
}

export const hasCause = (text: string): boolean =>
	new RegExp(`(?<![A-Za-z])${causeLabel}(?![A-Za-z])`).test(text);

/** What a job or a container says of its end, in the answer of Glue, SageMaker, ECS or Batch. */
const jobsReason =
	/(?<![\w-])(\\{0,40})"(?:ErrorMessage|FailureReason|Reason|StateChangeReason|StoppedReason|StatusReason)\1"\s?:\s?\1"/g;

/** What the service itself says there, of the job or of a call of its role. */
const awsReason =
	/^(?:Essential container in task exited|Task failed|Task stopped|Scaling activity|Host |Timeout |Job attempt|Job |Cannot[A-Z]\w{1,40}Error|ResourceInitializationError|OutOfMemoryError|ECS was unable|RESOURCE:|AGENT|Spot|Capacity|(?:An error occurred [^:]{0,80}?[:.] |\w{0,40}AccessDenied\w{0,20}:? ?(?:\([^()]{0,80}\): ?)?)?User: )/;

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

	for (const {index, 0: label, 1: escapes = ''} of first(text.matchAll(jobsReason))) {
		const from = index + label.length;
		const to = endOfQuoted(text, from, '"', escapes.length);

		if (!isInside(from) && !awsReason.test(text.slice(from, to))) {
			found.push({name: null, isFunction: false, from, to});
		}
	}

	return found
		.filter(({from, to}) => !found.some(other => other.from < from && to < other.to))
		.sort((one, other) => one.from - other.from);
}

/** A whole history has fewer; each is followed to its end. */
const atMost = 40;

const first = (found: Iterable<RegExpExecArray>): RegExpExecArray[] => [...found].slice(0, atMost);

type Opening = {at: number; from: number; escapes: string; quote: string | undefined};

function causeAt(text: string, {at, from, escapes, quote}: Opening): OwnError | null {
	const to = quote ? endOfQuoted(text, from, quote, escapes.length) : endOfUnquoted(text, from);
	const content = text.slice(from, to);
	const before = text.slice(Math.max(0, at - 220), at);
	const named =
		nameBefore.exec(before)?.[1] ??
		wordsBefore.exec(before)?.slice(1).find(Boolean) ??
		nameAfter.exec(text.slice(to, to + 260))?.[1] ??
		null;
	const report = reported.exec(text.slice(Math.max(0, at - 400), at));
	const error = report
		? {name: report[1] ?? null, isFunction: false}
		: isFunctionError(content)
			? functionError(content, named)
			: isOwnName(named, content)
				? {name: named, isFunction: false}
				: quotes(named, content)
					? {name: null, isFunction: false}
					: null;

	return error && {...error, from, to};
}

function isFunctionError(content: string): boolean {
	const object = functionsKey.test(content) ? parsed(content) : null;
	return object
		? ['errorMessage', 'errorType'].some(key => Object.hasOwn(object, key))
		: functionsKey.test(content);
}

/** Null where the platform reports the error, not the function. */
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

/**
 * AWS names the error and only quotes what made it: a called endpoint's response, an expression's own message. API
 * Gateway answers 403 and 429 by itself as well.
 */
const quotes = (called: string | null, content: string): boolean =>
	/^States\.(?:Http\.StatusCode\.\d|QueryEvaluationError$|IntrinsicFailure$)/.test(called ?? '') ||
	(/^ApiGateway\.(?!429)\d/.test(called ?? '') &&
		!/execute-api:|Missing Authentication/.test(content));

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

/** Keys of a function's error, which show what it is. */
const shape = /\b(?:errorMessage|stackTrace|trace)["']? ?[:=]>? ?["'[]?/g;

/** The text with blanks in the place of what somebody's own errors say: it can quote anything. */
export function withoutOwnErrors(text: string, own: readonly OwnError[]): string {
	return own.reduce(
		(told, error) => told.slice(0, error.from) + blanked(text, error) + told.slice(error.to),
		text,
	);
}

function blanked(text: string, {from, to, name, isFunction}: OwnError): string {
	const said = text.slice(from, to);
	const kept = isFunction ? [...said.matchAll(shape), ...typesIn(said, name)] : [];

	return kept.reduce(
		(blank, {index, 0: piece}) => blank.slice(0, index) + piece + blank.slice(index + piece.length),
		' '.repeat(said.length),
	);
}

const typesIn = (said: string, name: string | null): RegExpExecArray[] =>
	name === null || /^States\./.test(name)
		? []
		: [...said.matchAll(/\berrorType["']? ?[:=]>? ?["']?([\w.$-]{1,120})/g)].filter(
				found => found[1] === name,
			);

const ending = /(?:Error|Exception|Failed|Failure)$/;

/** What somebody calls an error can be the name of one of AWS's. How it ends is kept: that it is an error. */
export const withoutOwnNames = (text: string, own: readonly OwnError[]): string =>
	own
		.map(({name}) => name)
		.filter(name => name !== null)
		.filter(name => /[a-z.][A-Z]|\w \w/.test(name))
		.reduce((told, name) => told.replaceAll(name, masked(name)), text);

function masked(name: string): string {
	const kept = ending.exec(name)?.[0] ?? '';
	return `X${'x'.repeat(name.length - kept.length - 1)}${kept}`;
}
