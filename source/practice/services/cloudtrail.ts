import type {OperationContext, PracticeService} from '../service.ts';
import type {TrailEventState} from '../state.ts';
import {jsonProtocol} from '../wire/json.ts';
import type {Input} from '../wire/protocol.ts';
import {jsonErrors} from './common-errors.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
export const cloudTrail: PracticeService = {
	prefix: 'cloudtrail',
	protocol: jsonProtocol({target: 'CloudTrail_20131101', version: '1.1', errorNamespace: ''}),
	errors: jsonErrors,
	operations: {LookupEvents: lookupEvents},
	resourceOf: () => null,
};

/** The newest first, fifty a page. */
function lookupEvents(input: Input, {state}: OperationContext): object {
	const [{AttributeKey: key, AttributeValue: value} = {}] = (input.LookupAttributes ?? []) as Array<
		Record<string, string>
	>;
	const from = 1000 * Number(input.StartTime ?? 0);
	const to = 1000 * Number(input.EndTime ?? Number.POSITIVE_INFINITY);
	const start = Number(input.NextToken ?? 0);
	const found = state.trail
		.filter(({at}) => at >= from && at <= to)
		.filter(({name, resources}) =>
			key === 'EventName' ? name === value : resources.includes(value ?? ''),
		)
		.toSorted((a, b) => b.at - a.at);

	return {
		Events: found.slice(start, start + 50).map(eventOf),
		...(found.length > start + 50 && {NextToken: String(start + 50)}),
	};
}

const eventOf = ({
	at,
	name,
	source,
	who,
	resources,
	requestParameters,
	errorCode,
}: TrailEventState) => ({
	EventName: name,
	EventSource: source,
	EventTime: at / 1000,
	ReadOnly: 'false',
	Username: who.split('/').at(-1),
	Resources: resources.map(ResourceName => ({ResourceName})),
	CloudTrailEvent: JSON.stringify({
		userIdentity: {arn: who},
		eventName: name,
		requestParameters,
		...(errorCode !== null && {errorCode}),
	}),
});
