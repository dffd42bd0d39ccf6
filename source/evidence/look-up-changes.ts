import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {TrailEvent, TrailQuery} from '../account/cloudtrail.ts';
import type {StateMachine} from '../account/step-functions.ts';
import {nameOfArn} from '../aws/arn.ts';
import {iamRegion} from '../aws/regions.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import type {TrailChange} from './evidence.ts';
import {failedTask} from './failed-task.ts';
import {failedFunction} from './lambda-logs.ts';
import type {LogContext} from './log-piece.ts';

type Location = LogContext['location'];

/** As it ran; of an Express execution only today's is known. */
export const roleOf = ({root}: FollowedFailure, now: StateMachine | null): string | null =>
	(root.machine ?? now)?.roleArn ?? null;

type Lookup = {
	attribute: TrailQuery['attribute'];
	value: string;
	region: string;
	/** Of which resource the changes are: `function X`. Several lookups can be of one. */
	of: string;
	/** What was changed; null where the event is about something else. */
	on(event: TrailEvent): string | null;
};

/** What the person has to know of the account for it: today's state machine, and the policies of its role. */
export type ChangeSubject = {machine: StateMachine | null; policies: readonly string[]};

export function lookupsOf(
	followed: FollowedFailure,
	{machine, policies}: ChangeSubject,
	location: Location,
): Lookup[] {
	const {root} = followed;
	const role = roleOf(followed, machine);
	const task = failedTask(root);
	// A function that refused the call is of interest as well, if not for its logs.
	const called =
		task?.service === 'lambda' ? failedFunction({...task, error: null}, location) : null;
	const isHere = called?.accountId === location.accountId && called.region === location.region;
	const key = keyOf(followed, machine, location);
	const roleName = role === null ? null : `role ${nameOfArn(role)}`;
	const arn = root.execution.stateMachineArn.replace(/\/[^/]*$/, '');

	return [
		...(role === null || roleName === null
			? []
			: [
					{
						attribute: 'ResourceName' as const,
						value: nameOfArn(role),
						region: iamRegion(location),
						of: roleName,
						on: () => roleName,
					},
				]),
		...byName(
			policies.length === 0 ? [] : ['CreatePolicyVersion', 'SetDefaultPolicyVersion'],
			iamRegion(location),
			'its attached policies',
			({policyArn}) =>
				policies.includes(String(policyArn)) ? `policy ${nameOfArn(String(policyArn))}` : null,
		),
		...about(
			['UpdateStateMachine'],
			location.region,
			`state machine ${nameOfArn(arn)}`,
			({stateMachineArn}) => stateMachineArn === arn,
		),
		...(called && isHere
			? about(
					task?.error === 'Lambda.ResourceNotFoundException'
						? ['DeleteFunction20150331']
						: ['UpdateFunctionCode20150331v2', 'UpdateFunctionConfiguration20150331v2'],
					location.region,
					`function ${called.name}`,
					({functionName}) =>
						String(functionName ?? '')
							.replace(/^.*:function:/, '')
							.split(':')[0] === called.name,
				)
			: []),
		...(key === null
			? []
			: about(
					['PutKeyPolicy', 'DisableKey', 'ScheduleKeyDeletion'],
					location.region,
					`key ${key}`,
					({keyId}) => String(keyId ?? '').endsWith(key),
				)),
		...byName(
			(machine?.logging.level ?? 'OFF') === 'OFF'
				? []
				: ['PutResourcePolicy', 'DeleteResourcePolicy'],
			location.region,
			'the resource policies of CloudWatch Logs',
			({policyName, resourceArn}, {source}) =>
				source === 'logs.amazonaws.com'
					? `log resource policy ${String(policyName ?? resourceArn ?? '(not named)')}`
					: null,
		),
	];
}

const byName = (
	names: readonly string[],
	region: string,
	of: string,
	on: (parameters: TrailEvent['requestParameters'], event: TrailEvent) => string | null,
): Lookup[] =>
	names.map(value => ({
		attribute: 'EventName',
		value,
		region,
		of,
		on: event => on(event.requestParameters, event),
	}));

const about = (
	names: readonly string[],
	region: string,
	of: string,
	isIt: (parameters: TrailEvent['requestParameters']) => boolean,
): Lookup[] => byName(names, region, of, parameters => (isIt(parameters) ? of : null));

/** The one that the failure names, or the state machine's own. Those of another account or Region have their events there. */
function keyOf(
	{root: {error, cause}}: FollowedFailure,
	machine: StateMachine | null,
	{partition, region, accountId}: Location,
): string | null {
	const own = `arn:${partition}:kms:${region}:${accountId}:key/`;
	const text = `${error ?? ''} ${cause ?? ''}`;
	const named = /arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+/.exec(text)?.[0];
	const key = named ?? (/kms/i.test(text) ? (machine?.kmsKeyArn ?? '') : '');
	return key.startsWith(own) ? key.slice(own.length) : null;
}

export type Looked = {
	changes: TrailChange[];
	read: string[];
	/** The resources of which every lookup was made; those of which one was refused; those with more than was read. */
	seen: string[];
	notSeen: string[];
	cut: string[];
	refused: string | null;
};

/** One after the other. Where one is refused, what the others find is still told. */
export async function lookUp(
	lookups: readonly Lookup[],
	{from, to}: {from: number; to: number},
	{reads}: {reads: Pick<Reads, 'trailEvents'>},
): Promise<Looked> {
	const refusals = new Map<string, AccountError>();
	const looked = {changes: [] as TrailChange[], read: [] as string[]};
	const notSeen = new Set<string>();
	const cut = new Set<string>();

	for (const {attribute, value, region, of, on} of lookups) {
		// A Region that refuses or throttles one lookup is not asked for the other resources.
		if (refusals.has(region)) {
			notSeen.add(of);
			continue;
		}

		try {
			const found = await reads.trailEvents({attribute, value, from, to, region});
			looked.read.push(`cloudtrail:LookupEvents in ${region}, ${attribute} ${value}`);
			looked.changes.push(...changesIn(found.events, on, region));
			found.isCut && cut.add(of);
		} catch (error) {
			if (!(error instanceof AccountError)) {
				throw error;
			}

			refusals.set(region, error);
			notSeen.add(of);
		}
	}

	looked.changes.sort((a, b) => a.at.getTime() - b.at.getTime());

	return {
		...looked,
		seen: [...new Set(lookups.map(({of}) => of))].filter(of => !notSeen.has(of)),
		notSeen: [...notSeen],
		cut: [...cut],
		refused: [...refusals.values()][0]?.message ?? null,
	};
}

const changesIn = (
	events: readonly TrailEvent[],
	on: Lookup['on'],
	region: string,
): TrailChange[] =>
	events
		.filter(({isReadOnly, errorCode}) => !isReadOnly && errorCode === null)
		.flatMap(event => {
			const what = on(event);
			return what === null
				? []
				: [{at: event.at, name: plainName(event.name), who: event.who, on: what, region}];
		});

/** Lambda's events carry the version of its API: `UpdateFunctionCode20150331v2`. */
const plainName = (name: string): string => name.replace(/20\d{6}(?:v\d)?$/, '');
