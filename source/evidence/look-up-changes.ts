import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {TrailEvent, TrailQuery} from '../account/cloudtrail.ts';
import {asRefusal} from '../account/if-refused.ts';
import type {StateMachine} from '../account/step-functions.ts';
import {nameOfArn} from '../aws/arn.ts';
import {iamRegion} from '../aws/regions.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import type {Subject} from '../diagnosis/subject.ts';
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

/** What failed, or what a pasted error is about. */
export type LookedUp = {
	followed: FollowedFailure | null;
	subject: Subject;
	arn: string | null;
	role: string | null;
};

export function lookupsOf(
	{followed, subject, arn, role}: LookedUp,
	{machine, policies}: ChangeSubject,
	location: Location,
): Lookup[] {
	const task = followed && failedTask(followed.root);
	// A function that refused the call is of interest as well, if not for its logs.
	const called =
		task?.service === 'lambda' ? failedFunction({...task, error: null}, location) : null;
	const isHere = called?.accountId === location.accountId && called.region === location.region;
	const text = followed
		? `${followed.root.error} ${followed.root.cause}`
		: Object.values(subject.facts).join(' ');
	const key = keyOf(text, machine, location);
	const group = followed === null ? (subject.logGroupArn ?? subject.facts.logGroupArn) : null;
	const hasLogs = group !== null || (machine?.logging.level ?? 'OFF') !== 'OFF';
	const roleName = role === null ? null : `role ${nameOfArn(role)}`;

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
		...(arn === null
			? []
			: about(
					['UpdateStateMachine'],
					location.region,
					`state machine ${nameOfArn(arn)}`,
					({stateMachineArn}) => stateMachineArn === arn,
				)),
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
			hasLogs ? ['PutResourcePolicy', 'DeleteResourcePolicy'] : [],
			location.region,
			'the resource policies of CloudWatch Logs',
			({policyName, resourceArn}, {source}) =>
				source === 'logs.amazonaws.com'
					? `log resource policy ${String(policyName ?? resourceArn ?? '(not named)')}`
					: null,
		),
		...about(
			group === null ? [] : ['DeleteLogGroup'],
			location.region,
			`log group ${nameOfLogGroup(group ?? '')}`,
			({logGroupName}) => logGroupName === nameOfLogGroup(group ?? ''),
		),
	];
}

const nameOfLogGroup = (arn: string): string => arn.split(':')[6] ?? arn;

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
	text: string,
	machine: StateMachine | null,
	{partition, region, accountId}: Location,
): string | null {
	const own = `arn:${partition}:kms:${region}:${accountId}:key/`;
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

/** One after the other in each Region. Where one is refused, what the others find is still told. */
export async function lookUp(
	lookups: readonly Lookup[],
	{from, to}: {from: number; to: number},
	{reads}: {reads: Pick<Reads, 'trailEvents'>},
): Promise<Looked> {
	const answers = new Map<Lookup, {events: TrailEvent[]; isCut: boolean}>();
	const refusals: AccountError[] = [];

	const lookUpIn = async (region: string): Promise<void> => {
		for (const lookup of lookups.filter(each => each.region === region)) {
			const {attribute, value} = lookup;
			const answer = await reads.trailEvents({attribute, value, from, to, region}).catch(asRefusal);

			// A Region that refuses or throttles one lookup is not asked for the other resources.
			if (answer instanceof AccountError) {
				refusals.push(answer);
				return;
			}

			answers.set(lookup, answer);
		}
	};

	await Promise.all([...new Set(lookups.map(({region}) => region))].map(lookUpIn));
	const made = lookups.filter(lookup => answers.has(lookup));
	const named = (some: readonly Lookup[]) => [...new Set(some.map(({of}) => of))];
	const notSeen = named(lookups.filter(lookup => !answers.has(lookup)));

	return {
		changes: made
			.flatMap(lookup => changesIn(answers.get(lookup)?.events ?? [], lookup))
			.sort((a, b) => a.at.getTime() - b.at.getTime()),
		read: made.map(
			({attribute, value, region}) => `cloudtrail:LookupEvents in ${region}, ${attribute} ${value}`,
		),
		seen: named(made).filter(of => !notSeen.includes(of)),
		notSeen,
		cut: named(made.filter(lookup => answers.get(lookup)?.isCut)),
		refused: refusals[0]?.message ?? null,
	};
}

const changesIn = (events: readonly TrailEvent[], {on, region}: Lookup): TrailChange[] =>
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
