import type {Clock} from '../../clock.ts';
import {isObject, type JsonObject, member, parseJson} from '../../json.ts';
import {AccountError} from '../account-error.ts';
import type {CloudTrailReads, TrailEvent, TrailQuery} from '../cloudtrail.ts';
import type {Connection} from './connection.ts';
import {signedRequests} from './signed-request.ts';

const pagesAtMost = 2;
/** AWS allows two requests a second for each account and Region. */
const pause = 550;
const attempts = 2;

export function cloudTrailReads(connection: Connection, clock: Clock | null): CloudTrailReads {
	const send = signedRequests(connection);
	const turns = new Map<string, Promise<unknown>>();
	const lastCalls = new Map<string, number>();

	const paced = async (region: string): Promise<void> => {
		const wait = clock === null ? 0 : (lastCalls.get(region) ?? 0) + pause - clock.now();

		if (wait > 0) {
			await clock?.sleep(wait);
		}

		lastCalls.set(region, clock?.now() ?? 0);
	};

	const page = async (query: TrailQuery, nextToken: string | null): Promise<JsonObject> => {
		for (let attempt = 1; ; attempt += 1) {
			await paced(query.region);

			try {
				return answerIn(await send(requestOf(query, nextToken)));
			} catch (error) {
				const isThrottled = error instanceof AccountError && error.kind === 'throttled';

				if (!isThrottled || attempt === attempts) {
					throw error;
				}
			}

			await clock?.sleep(2 * pause);
		}
	};

	const lookUp = async (query: TrailQuery) => {
		const events: TrailEvent[] = [];
		let nextToken: string | null = null;

		for (let pages = 0; pages < pagesAtMost; pages += 1) {
			const answer: JsonObject = await page(query, nextToken);
			events.push(...eventsIn(answer));
			nextToken = typeof answer.NextToken === 'string' ? answer.NextToken : null;

			if (nextToken === null) {
				break;
			}
		}

		return {events, isCut: nextToken !== null};
	};

	return {
		trailEvents(query) {
			const mine = (turns.get(query.region) ?? Promise.resolve()).then(() => lookUp(query));
			turns.set(
				query.region,
				mine.catch(() => {}),
			);
			return mine;
		},
	};
}

const requestOf = ({attribute, value, from, to, region}: TrailQuery, nextToken: string | null) => ({
	service: 'cloudtrail',
	action: 'LookupEvents',
	region,
	method: 'POST' as const,
	path: '/',
	headers: {
		'content-type': 'application/x-amz-json-1.1',
		'x-amz-target': 'CloudTrail_20131101.LookupEvents',
	},
	body: JSON.stringify({
		LookupAttributes: [{AttributeKey: attribute, AttributeValue: value}],
		StartTime: Math.floor(from / 1000),
		EndTime: Math.ceil(to / 1000),
		MaxResults: 50,
		...(nextToken !== null && {NextToken: nextToken}),
	}),
});

function answerIn(text: string): JsonObject {
	const answer = parseJson(text);

	if (isObject(answer) && Array.isArray(answer.Events)) {
		return answer;
	}

	throw new AccountError(
		'unavailable',
		'cloudtrail:LookupEvents',
		'cloudtrail:LookupEvents gave no answer of AWS.',
	);
}

const eventsIn = ({Events: events}: JsonObject): TrailEvent[] =>
	(Array.isArray(events) ? events : []).filter(isObject).flatMap(event => {
		const record = parseJson(textIn(event, 'CloudTrailEvent'));
		const name = textIn(event, 'EventName');
		const seconds = event.EventTime;
		const parameters = member(record, 'requestParameters');

		return name === null || typeof seconds !== 'number'
			? []
			: [
					{
						at: new Date(seconds * 1000),
						name,
						source: textIn(event, 'EventSource'),
						who: textIn(member(record, 'userIdentity'), 'arn') ?? textIn(event, 'Username'),
						isReadOnly:
							event.ReadOnly === 'true' ||
							member(record, 'readOnly') === true ||
							/^(?:Get|List|Describe|Lookup|Search|Batch(?:Get|Describe))[A-Z]/.test(name),
						errorCode: textIn(record, 'errorCode'),
						requestParameters: isObject(parameters) ? parameters : {},
					},
				];
	});

function textIn(value: unknown, name: string): string | null {
	const found = member(value, name);
	return typeof found === 'string' && found !== '' ? found : null;
}
