import type {Reads} from '../account/account.ts';
import type {AwsCommand} from '../aws/command.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import {isObject, type JsonObject, parseJson} from '../json.ts';
import type {Decoded} from './evidence.ts';
import {objectsAt, textAt} from './failed-task.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html */
const encodedMessage = /Encoded authorization failure message: ?([A-Za-z0-9_-]{20,10240})/i;

const title = 'What AWS says about the denial';

/** Null where the error holds no encoded authorization message. */
export async function readDecoded(
	{root}: FollowedFailure,
	reads: Pick<Reads, 'decodeAuthorization'>,
): Promise<Decoded | null> {
	const [, encoded] = encodedMessage.exec(root.cause ?? '') ?? [];

	if (encoded === undefined) {
		return null;
	}

	const message = parseJson(await reads.decodeAuthorization(encoded));

	return isObject(message)
		? {
				...decodedRefused('', root.cause),
				unavailable: null,
				read: ['sts:DecodeAuthorizationMessage'],
				findings: findingsOf(message),
				message,
			}
		: decodedRefused('The decoded message is not JSON.', root.cause);
}

/** The command works for somebody who has the permission, and whole: half a message cannot be decoded. */
export const decodedRefused = (why: string, cause: string | null): Decoded => ({
	title,
	read: [],
	findings: [],
	notes: [],
	unavailable: why,
	commands: commandFor(encodedMessage.exec(cause ?? '')?.[1]),
	message: null,
});

const commandFor = (encoded: string | undefined): AwsCommand[] =>
	encoded === undefined
		? []
		: [['sts', 'decode-authorization-message', '--encoded-message', encoded]];

function findingsOf(message: JsonObject): string[] {
	const context = message.context;
	const conditions = objectsAt(isObject(context) ? context.conditions : null, 'items').map(item => {
		const values = objectsAt(item.values, 'items').flatMap(value => textAt(value, 'value') ?? []);
		return `Condition key ${textAt(item, 'key') ?? 'unknown'}: ${values.join(', ')}`;
	});

	return [
		message.explicitDeny === true
			? 'A policy denies it explicitly: one more Allow does not help.'
			: 'No policy allows it, and none denies it explicitly.',
		...[
			['Principal', textAt(context, 'principal', 'arn')],
			['Action', textAt(context, 'action')],
			['Resource', textAt(context, 'resource')],
		].flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])),
		...conditions,
	];
}
