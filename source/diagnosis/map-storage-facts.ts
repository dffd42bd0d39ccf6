import {parseArn} from '../aws/arn.ts';
import {followPath, readPath} from '../definition/data-path.ts';
import {parseDefinition} from '../definition/parse-definition.ts';
import {type StateAt, walkStates} from '../definition/walk-states.ts';
import {detailText} from '../history/event-details.ts';
import type {Facts} from '../incident/facts.ts';
import {member, parseJson} from '../json.ts';
import type {FollowedFailure, Root} from './followed-failure.ts';

type Refused = {action: string; resource: string};

const fields: Record<string, 'ItemReader' | 'ResultWriter'> = {
	'States.ItemReaderFailed': 'ItemReader',
	'States.ResultWriterFailed': 'ResultWriter',
};

/** The facts of the root, with what S3 does not say. */
export const withRefusedStorage = (facts: Facts, followed: FollowedFailure): Facts =>
	facts.action === null ? {...facts, ...refusedStorage(followed)} : facts;

/** S3 says "Access Denied" and no more: what was refused follows from the Map state and its input. */
function refusedStorage({root}: FollowedFailure): Refused | null {
	const field = fields[root.error ?? ''];

	if (field === undefined || !/Access ?Denied/i.test(root.cause ?? '') || !root.machine) {
		return null;
	}

	const state = walkStates(parseDefinition(root.machine.definition)).find(
		({name, type}) => type === 'Map' && name === root.state,
	);
	const part = member(state?.value, field);
	const call = parseArn(String(member(part, 'Resource')))?.resource;
	const given = member(part, 'Parameters') ?? member(part, 'Arguments');
	const partition = parseArn(root.machine.arn)?.partition ?? 'aws';

	return state && call
		? refusedCall(call, name => parameterOf(name, given, state, root), partition)
		: null;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html */
function refusedCall(
	call: string,
	parameter: (name: string) => string | null,
	partition: string,
): Refused | null {
	const bucket = parameter('Bucket');
	const key = parameter('Key');

	if (bucket === null) {
		return null;
	}

	const bucketArn = `arn:${partition}:s3:::${bucket}`;

	switch (call) {
		case 's3:getObject':
			return key === null ? null : {action: 's3:GetObject', resource: `${bucketArn}/${key}`};
		case 's3:listObjectsV2':
			return {action: 's3:ListBucket', resource: bucketArn};
		case 's3:putObject': {
			const prefix = parameter('Prefix');
			return {
				action: 's3:PutObject',
				resource: `${bucketArn}/${prefix === null ? '' : `${prefix.replace(/\/$/, '')}/`}*`,
			};
		}
		default:
			return null;
	}
}

/** As the state was given it: written there, or led to by a plain path. */
function parameterOf(
	name: string,
	given: unknown,
	{queryLanguage, value}: StateAt,
	{chain, execution}: Root,
): string | null {
	const literal = member(given, name);
	const expression = typeof literal === 'string' ? /^\{%(.*)%\}$/s.exec(literal)?.[1] : undefined;
	const path =
		queryLanguage === 'JSONata' ? expression : (member(given, `${name}.$`) as string | undefined);

	if (typeof path !== 'string') {
		return typeof literal === 'string' ? literal : null;
	}

	const read = readPath(path, queryLanguage);
	const input = parseJson(detailText(chain?.root?.entered, 'input'));
	const inputPath = readPath(String(member(value, 'InputPath') ?? '$'));
	const data = inputPath?.of === 'data' ? followPath(input, inputPath.steps) : undefined;
	const context = {Execution: {Id: execution.arn, Input: parseJson(execution.input)}};
	const found = read && followPath(read.of === 'context' ? context : data, read.steps);

	return typeof found === 'string' ? found : null;
}
