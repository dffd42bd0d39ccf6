const name = String.raw`[A-Za-z][\w$]{1,60}(?:\.[A-Za-z][\w$]{1,60}){0,4}`;

/** From the outside in: what the execution reports is likelier to be the error than what its cause quotes. */
const outermost: readonly RegExp[] = [
	new RegExp(String.raw`\berror["']? ?(?:[:,]|=>) ?["'](${name})["']`, 'i'),
	new RegExp(String.raw`(?:^|[\s"'{,;(])error["'*]{0,3}[:=]? ?(${name})[,;*"' ]{1,5}cause\b`, 'i'),
	/\b(States\.[A-Z][A-Za-z]{2,40}(?:\.[\w]{2,30}){0,2}|Events\.ConnectionResource\.\w{3,40})/,
];

const forms: readonly RegExp[] = [
	/\bAn error occurred \((\w{3,60})\)/i,
	/\bapi error (\w{3,60}):/i,
	/\b(Lambda\.(?:Unknown|\w{3,40}Exception)|[A-Z]\w{1,20}\.\w{3,40}Exception)\b/,
	/\bError Code: ?([\w.]{3,60})/i,
	/"errorType" ?: ?"([\w.$]{2,60})"/,
	/"(?:code|__type|name|ErrorCode)" ?: ?"(?:[\w.]{1,60}#)?(\w{3,60})"/,
	/\b([A-Z]\w{2,60}(?:Exception|Error|Denied|Failed|Exceeded)|Invalid(?:Definition|LoggingConfiguration|Arn|Name|Token|Output|ExecutionInput)|(?:StateMachine|Execution|Activity)(?:DoesNotExist|AlreadyExists|LimitExceeded|Deleting)|TaskTimedOut|TaskDoesNotExist)\b/,
];

/** The error's name as the text gives it: `States.Runtime`, `AccessDeniedException`, `Lambda.Unknown`, … */
export function findErrorName(text: string): string | null {
	// CloudFormation's own sorting of the error, not its name.
	const own = text.replace(/HandlerErrorCode: ?\w{1,60}/g, '');
	return earliest(own, outermost) ?? forms.map(form => named(form.exec(own))).find(Boolean) ?? null;
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
