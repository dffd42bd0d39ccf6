import {parseArn} from '../../aws/arn.ts';
import {isObject, type JsonObject, member, parseJson} from '../../json.ts';

export type PracticeQueryLanguage = 'JSONPath' | 'JSONata';

/** Null where the text is no JSON object. */
export function readDefinition(text: string): JsonObject | null {
	const value = parseJson(text);

	return isObject(value) ? value : null;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
export function queryLanguageOf(
	value: JsonObject,
	surrounding: PracticeQueryLanguage,
): PracticeQueryLanguage {
	const own = member(value, 'QueryLanguage');

	return own === 'JSONata' || own === 'JSONPath' ? own : surrounding;
}

/** The limits in seconds of a state or a definition, as far as they are written as numbers. */
export function timeLimits(value: JsonObject): {timeout: number | null; heartbeat: number | null} {
	const seconds = (field: string): number | null => {
		const found = member(value, field);

		return typeof found === 'number' ? found : null;
	};

	return {timeout: seconds('TimeoutSeconds'), heartbeat: seconds('HeartbeatSeconds')};
}

/** The part of a Map that runs for each item. */
export function itemProcessorOf(state: JsonObject): JsonObject {
	const processor = member(state, 'ItemProcessor') ?? member(state, 'Iterator');

	return isObject(processor) ? processor : {};
}

export const isDistributed = (state: JsonObject): boolean =>
	member(member(itemProcessorOf(state), 'ProcessorConfig'), 'Mode') === 'DISTRIBUTED';

/** The definitions inside a state, with their paths. */
export function innerDefinitions(state: unknown): [JsonObject, string][] {
	const branches = member(state, 'Branches');
	const all: [unknown, string][] = [
		...(Array.isArray(branches) ? branches : []).map((branch, index): [unknown, string] => [
			branch,
			`Branches[${index}]`,
		]),
		[member(state, 'ItemProcessor'), 'ItemProcessor'],
		[member(state, 'Iterator'), 'Iterator'],
	];

	return all.flatMap(([inner, path]) => (isObject(inner) ? [[inner, path]] : []));
}

/** Every Resource that a Task of the definition names, at any depth. */
export function resourcesIn(definition: JsonObject): string[] {
	const states = member(definition, 'States');

	return Object.values(isObject(states) ? states : {}).flatMap(state => {
		const resource = member(state, 'Resource');
		const inner = innerDefinitions(state).flatMap(([each]) => resourcesIn(each));

		return typeof resource === 'string' ? [resource, ...inner] : inner;
	});
}

/**
 * The integration behind a Resource: `ecs:runTask.sync`, or `lambda` and `activity` where the Resource is
 * the ARN of a function or an activity itself. Null for anything else.
 */
export function integrationIn(resource: string): string | null {
	const arn = parseArn(resource);

	if (arn?.service === 'lambda') {
		return 'lambda';
	}

	if (arn?.service !== 'states') {
		return null;
	}

	return arn.resource.startsWith('activity:') ? 'activity' : arn.resource;
}

/** `batch:submitJob.sync` is the operation `batch:submitJob`, waited for until its job ends. */
export function patternIn(integration: string) {
	const [, operation = integration, suffix = ''] =
		/^(.*?)(\.sync(?::2)?|\.waitForTaskToken)?$/.exec(integration) ?? [];
	const pattern: 'request-response' | 'sync' | 'waitForTaskToken' =
		suffix === ''
			? 'request-response'
			: suffix === '.waitForTaskToken'
				? 'waitForTaskToken'
				: 'sync';

	return {operation, pattern};
}
