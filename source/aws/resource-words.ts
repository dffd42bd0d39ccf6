import {count, listOf} from '../text.ts';
import {parseArn} from './arn.ts';

/** What is counted, by the service or the beginning of the resource. */
const nouns: ReadonlyArray<[start: string, noun: string]> = [
	['sqs:', 'queue'],
	['sns:', 'topic'],
	['lambda:function', 'function'],
	['dynamodb:table', 'table'],
	['s3:', 'S3 resource'],
	['iam:role', 'role'],
	['kms:key', 'key'],
	['states:stateMachine', 'state machine'],
	['states:execution', 'execution name pattern'],
	['events:rule', 'rule'],
	['events:event-bus', 'event bus'],
	['ecs:task-definition', 'task definition'],
	['logs:log-group', 'log group'],
];

const mostNamed = 3;

/** Each by its ARN where they are few, `6 queues and 2 topics` where they are many. */
export function resourceWords(resources: readonly string[]): string {
	const all = [...new Set(resources)];

	if (all.length <= mostNamed) {
		return listOf(all);
	}

	const counts = new Map<string, number>();

	for (const resource of all) {
		const noun = nounOf(resource);
		counts.set(noun, (counts.get(noun) ?? 0) + 1);
	}

	return listOf(
		[...counts].map(([noun, number]) =>
			noun === '*' ? noun : count(number, noun, pluralOf(noun)),
		),
	);
}

function nounOf(resource: string): string {
	if (resource === '*') {
		return resource;
	}

	const arn = parseArn(resource);
	const text = arn ? `${arn.service}:${arn.resource}` : '';
	return nouns.find(([start]) => text.startsWith(start))?.[1] ?? 'resource';
}

const pluralOf = (noun: string): string => `${noun}${noun.endsWith('s') ? 'es' : 's'}`;
