import type {Reads} from '../account/account.ts';
import type {AwsCommand} from '../aws/command.ts';
import {isObject, type JsonObject, parseJson} from '../json.ts';
import type {Decoded} from './evidence.ts';
import {objectsAt, textAt} from './failed-task.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html */
const encodedMessage = /Encoded authorization failure message: ?([A-Za-z0-9_-]{20,10240})/i;

const title = 'What AWS says about the denial';

/** Null where the error holds no encoded authorization message. */
export async function readDecoded(
	text: string,
	reads: Pick<Reads, 'decodeAuthorization'>,
): Promise<Decoded | null> {
	const [, encoded] = encodedMessage.exec(text) ?? [];

	if (encoded === undefined) {
		return null;
	}

	const message = parseJson(await reads.decodeAuthorization(encoded));

	return isObject(message)
		? {
				...decodedRefused('', text),
				unavailable: null,
				read: ['sts:DecodeAuthorizationMessage'],
				findings: findingsOf(message),
				message,
			}
		: decodedRefused('The decoded message is not JSON.', text);
}

/** The command works for somebody who has the permission, and whole: half a message cannot be decoded. */
export const decodedRefused = (why: string, text: string): Decoded => ({
	title,
	read: [],
	findings: [],
	notes: [],
	unavailable: why,
	commands: commandFor(encodedMessage.exec(text)?.[1]),
	message: null,
});

const commandFor = (encoded: string | undefined): AwsCommand[] =>
	encoded === undefined
		? []
		: [['sts', 'decode-authorization-message', '--encoded-message', encoded]];

function verdictOf({allowed, explicitDeny}: JsonObject): string {
	if (allowed === true) {
		return 'The policies allow it: the denial has another reason, or they were changed in the meantime.';
	}

	return explicitDeny === true
		? 'A policy denies it explicitly: one more Allow does not help.'
		: explicitDeny === false
			? 'No policy allows it, and none denies it explicitly.'
			: 'The message does not say whether a policy denies it explicitly.';
}

function findingsOf(message: JsonObject): string[] {
	const context = message.context;
	const conditions = objectsAt(isObject(context) ? context.conditions : null, 'items').map(item => {
		const values = objectsAt(item.values, 'items').flatMap(value => textAt(value, 'value') ?? []);
		return `Condition key ${textAt(item, 'key') ?? 'unknown'}: ${values.join(', ')}`;
	});

	return [
		verdictOf(message),
		...objectsAt(message.matchedStatements, 'items').map(
			statement =>
				`Statement ${textAt(statement, 'statementId') ?? 'without an id'} of policy ${textAt(statement, 'sourcePolicyId') ?? '(not named)'}`,
		),
		...[
			['Principal', textAt(context, 'principal', 'arn')],
			['Action', textAt(context, 'action')],
			['Resource', textAt(context, 'resource')],
		].flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])),
		...conditions,
	];
}
