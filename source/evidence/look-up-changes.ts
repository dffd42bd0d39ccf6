import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {TrailEvent, TrailQuery} from '../account/cloudtrail.ts';
import {nameOfArn} from '../aws/arn.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import type {Change} from './evidence.ts';
import {failedTask, textAt} from './failed-task.ts';

type Location = {partition: string; region: string};

export const roleOf = ({root}: FollowedFailure): string | null => root.machine?.roleArn ?? null;

/** Other partitions have their IAM elsewhere, and AWS does not document where its events are. */
export const iamRegion = ({partition, region}: Location): string =>
	partition === 'aws' ? 'us-east-1' : region;

type Lookup = {
	attribute: TrailQuery['attribute'];
	value: string;
	isIam: boolean;
	/** What was changed; null where the event is about something else. */
	on(event: TrailEvent): string | null;
};

export function lookupsOf(
	followed: FollowedFailure,
	arn: string,
	policies: readonly string[],
): Lookup[] {
	const role = roleOf(followed);
	const task = failedTask(followed.root);
	const fn = task?.service === 'lambda' ? textAt(task.parameters, 'FunctionName') : null;
	const functionName = fn?.replace(/^.*:function:/, '').split(':')[0] ?? null;
	const isPolicy = ({requestParameters}: TrailEvent): string | null => {
		const changed = requestParameters.policyArn;
		return typeof changed === 'string' && policies.includes(changed)
			? `policy ${nameOfArn(changed)}`
			: null;
	};

	return [
		...(role === null
			? []
			: [
					{
						attribute: 'ResourceName' as const,
						value: nameOfArn(role),
						isIam: true,
						on: () => `role ${nameOfArn(role)}`,
					},
				]),
		...(policies.length === 0 ? [] : ['CreatePolicyVersion', 'SetDefaultPolicyVersion']).map(
			value => ({attribute: 'EventName' as const, value, isIam: true, on: isPolicy}),
		),
		{
			attribute: 'EventName',
			value: 'UpdateStateMachine',
			isIam: false,
			on: ({requestParameters}) =>
				requestParameters.stateMachineArn === arn ? `state machine ${nameOfArn(arn)}` : null,
		},
		...(functionName === null
			? []
			: ['UpdateFunctionCode20150331v2', 'UpdateFunctionConfiguration20150331v2'].map(value => ({
					attribute: 'EventName' as const,
					value,
					isIam: false,
					on: ({requestParameters}: TrailEvent) =>
						String(requestParameters.functionName ?? '')
							.replace(/^.*:function:/, '')
							.split(':')[0] === functionName
							? `function ${functionName}`
							: null,
				}))),
	];
}

export type Looked = {changes: Change[]; read: string[]; refused: string | null; isCut: boolean};

/** One after the other. Where one is refused, what the others found is still told. */
export async function lookUp(
	lookups: readonly Lookup[],
	{from, to}: {from: number; to: number},
	{reads, location}: {reads: Pick<Reads, 'trailEvents'>; location: Location},
): Promise<Looked> {
	const looked: Looked = {changes: [], read: [], refused: null, isCut: false};

	for (const {attribute, value, isIam, on} of lookups) {
		const region = isIam ? iamRegion(location) : location.region;

		try {
			const found = await reads.trailEvents({attribute, value, from, to, region});
			looked.read.push(`cloudtrail:LookupEvents in ${region}, ${attribute} ${value}`);
			looked.isCut ||= found.isCut;
			looked.changes.push(
				...found.events
					.filter(({isReadOnly, errorCode}) => !isReadOnly && errorCode === null)
					.flatMap(event => {
						const what = on(event);
						return what === null
							? []
							: [{at: event.at, name: plainName(event.name), who: event.who, on: what, region}];
					}),
			);
		} catch (error) {
			if (!(error instanceof AccountError)) {
				throw error;
			}

			looked.refused = error.message;
			break;
		}
	}

	looked.changes.sort((a, b) => a.at.getTime() - b.at.getTime());
	return looked;
}

/** Lambda's events carry the version of its API: `UpdateFunctionCode20150331v2`. */
const plainName = (name: string): string => name.replace(/20\d{6}(?:v\d)?$/, '');
