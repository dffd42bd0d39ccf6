import {findOtherRefusal} from './extracting/other-refusals.ts';
import {findRefusals, type Refusal} from './extracting/refusal.ts';
import {unquoted} from './extracting/unquoted.ts';
import type {Facts} from './facts.ts';

/** What a cleaned text states. Where it states several refusals, the first that names an action counts. */
export function extractFacts(cleaned: string): Facts {
	const refusals = findRefusals(cleaned);
	const other = findOtherRefusal(cleaned);
	const refusal = other ?? refusals.find(({action}) => action !== null) ?? refusals[0] ?? null;
	const arns = findArns(cleaned);
	const resource = refusal?.resource ?? missingResource(cleaned);

	return {
		principal: refusal?.principal ?? null,
		action: refusal?.action ?? null,
		resource,
		denial: refusal?.denial ?? null,
		errorName: findErrorName(cleaned),
		stateMachineArn: statesArn(arns, /^stateMachine:[^*]/),
		executionArn: statesArn(arns, /^(?:execution|express):/),
		roleArn: roleArn(cleaned, arns, refusal),
		logGroupArn: logGroupArn(arns),
		region: regionOf(arns),
		accountId: accountOf(arns, refusal),
		requestId:
			/\brequest[ _-]?id"? ?[:=] ?["']?([\dA-Za-z]{8}-[\dA-Za-z-]{10,40}|(?=[A-Z]*\d)[A-Z\d]{13,60})\b/i.exec(
				cleaned,
			)?.[1] ?? null,
		authorizationId:
			/\bauthorization id: ?([\w-]{6,200})|authorization-details\/([\w-]{6,200})/i
				.exec(cleaned)
				?.slice(1)
				.find(Boolean) ?? null,
	};
}

/** What a text says is not there, is there already, or is in the way, is the resource that it is about. */
const missingResource = (text: string): string | null =>
	stated(
		/\b(?:State ?Machine|Execution|Activity|Map ?Run|Alias|Version)s? (?:Does Not Exist|Already Exists|is being deleted): ?["'`]([^"'`]{1,400})["'`]/i.exec(
			text,
		)?.[1],
	) ??
	stated(
		/\b(?:Does Not Exist|Already Exists|is being deleted|for target|Function not found):? ?["'`]?(arn:[^\s"'`,;)]{10,400})/i.exec(
			text,
		)?.[1],
	) ??
	stated(
		/\b(arn:aws[^\s"'`,;)]{10,400}) (?:was |is |could |cannot )?(?:not (?:be )?found|does not exist)\b/.exec(
			text,
		)?.[1],
	) ??
	stated(/\bRename (arn:[^\s"'`,;)]{10,400}) and\b/.exec(text)?.[1]);

const stated = (name: string | undefined): string | null =>
	name?.replace(/[.,:;]+$/, '').trim() || null;

const statesArn = (arns: readonly ArnParts[], kind: RegExp): string | null =>
	arns.find(({service, resource}) => service === 'states' && kind.test(resource))?.arn ?? null;

/** The role that a state machine runs as, where the text tells; else the first role it names beside the refused resource. */
function roleArn(text: string, arns: readonly ArnParts[], refusal: Refusal | null): string | null {
	const stated = /"?roleArn"? ?[:=] ?["']?(arn:[^\s"',;)]{10,300})/i.exec(text)?.[1];
	const isRole = ({service, resource}: ArnParts) =>
		service === 'iam' && resource.startsWith('role/');
	return stated ?? arns.find(arn => isRole(arn) && arn.arn !== refusal?.resource)?.arn ?? null;
}

const logGroupArn = (arns: readonly ArnParts[]): string | null =>
	arns
		.find(({service, resource}) => service === 'logs' && /^log-group:[^*]/.test(resource))
		?.arn.replace(/(:log-group:[^:]{1,512}).*$/, '$1') ?? null;

const isRegion = (text: string): boolean => /^[a-z]{2,3}(?:-[a-z]{2,10}){1,3}-\d$/.test(text);

/** Of the state machine first: other resources may lie in another region. */
function regionOf(arns: readonly ArnParts[]): string | null {
	const found = arns.filter(({region}) => isRegion(region));
	return (found.find(({service}) => service === 'states') ?? found[0])?.region ?? null;
}

function accountOf(arns: readonly ArnParts[], refusal: Refusal | null): string | null {
	const found = arns.filter(({accountId}) => /^\d{12}$/.test(accountId));
	const own = found.find(({service}) => service === 'states');
	return (own ?? found.find(({arn}) => arn === refusal?.principal) ?? found[0])?.accountId ?? null;
}

type ArnParts = {
	arn: string;
	partition: string;
	service: string;
	region: string;
	accountId: string;
	resource: string;
};

const arn =
	/\barn:(?:aws[\w-]{0,20}|\.{3}|…|\*{1,12}|<[^<>]{1,40}>):(?:<[^<>]{1,40}>|[^\s"'`<>\\|]){1,600}/g;

/** Every ARN that the text states, as written, redactions included. */
const findArns = (text: string): ArnParts[] =>
	[...text.matchAll(arn)].slice(0, 200).map(([found]) => parts(unquoted(withoutEnd(found))));

const withoutEnd = (found: string): string => found.replace(/([^.])[.:]$/, '$1');

function parts(found: string): ArnParts {
	const [, partition = '', service = '', region = '', accountId = '', ...resource] =
		found.split(':');
	return {arn: found, partition, service, region, accountId, resource: resource.join(':')};
}

const errorWord = String.raw`[A-Za-z][\w$]{1,60}(?:\.[A-Za-z][\w$]{1,60}){0,4}`;

/** From the outside in: what the execution reports is likelier to be the error than what its cause quotes. */
const outermost: readonly RegExp[] = [
	new RegExp(String.raw`\berror["']? ?(?:[:,]|=>) ?["'](${errorWord})["']`, 'i'),
	new RegExp(
		String.raw`(?:^|[\s"'{,;(])error["'*]{0,3}[:=]? ?(${errorWord})[,;*"' ]{1,5}cause\b`,
		'i',
	),
	/\b(States\.[A-Z][A-Za-z]{2,40}(?:\.[\w]{2,30}){0,2}|Events\.ConnectionResource\.\w{3,40})/,
];

const errorForms: readonly RegExp[] = [
	/\bAn error occurred \((\w{3,60})\)/i,
	/\bapi error (\w{3,60}):/i,
	/\b(Lambda\.(?:Unknown|\w{3,40}Exception)|(?:AWS\.)?[A-Z]\w{1,20}\.(?:\w{2,40}(?:Exception|NotFound|DoesNotExist)|No(?:Such|nExistent)[A-Z]\w{1,40}))\b/,
	/\bError Code: ?([\w.]{3,60})/i,
	/"errorType" ?: ?"([\w.$]{2,60})"/,
	/"(?:code|__type|name|ErrorCode)" ?: ?"(?:[\w.]{1,60}#)?(\w{3,60})"/,
	/\b([A-Z]\w{2,60}(?:Exception|Error|Denied|Failed|Exceeded)|Invalid(?:Definition|LoggingConfiguration|Arn|Name|Token|Output|ExecutionInput)|(?:StateMachine|Execution|Activity)(?:DoesNotExist|AlreadyExists|LimitExceeded|Deleting)|TaskTimedOut|TaskDoesNotExist)\b/,
];

/** The error's name as the text gives it: `States.Runtime`, `AccessDeniedException`, `Lambda.Unknown`, … */
function findErrorName(text: string): string | null {
	// CloudFormation's own sorting of the error, not its name.
	const own = text.replace(/HandlerErrorCode: ?\w{1,60}/g, '');
	return (
		earliest(own, outermost) ?? errorForms.map(form => named(form.exec(own))).find(Boolean) ?? null
	);
}

/** Of an execution's error and what its cause quotes, the error comes first. */
const earliest = (text: string, names: readonly RegExp[]): string | null =>
	names
		.map(form => form.exec(text))
		.filter(found => named(found) !== null)
		.sort((a, b) => (a?.index ?? 0) - (b?.index ?? 0))
		.map(named)[0] ?? null;

const named = (found: RegExpExecArray | null): string | null =>
	found?.[1] && !/^(?:null|none|true|false|undefined)$/i.test(found[1]) ? found[1] : null;
