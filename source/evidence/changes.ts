import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Execution, StateMachine} from '../account/step-functions.ts';
import {nameOfArn} from '../aws/arn.ts';
import {iamRegion} from '../aws/regions.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import {listOf} from '../text.ts';
import {type DefinitionComparison, definitionChange} from './changed-definition.ts';
import type {Changes} from './evidence.ts';
import {type LogContext, timeOf} from './log-piece.ts';
import {lookUp, lookupsOf, roleOf} from './look-up-changes.ts';

export type ChangesContext = {
	reads: Pick<
		Reads,
		'executedMachine' | 'stateMachine' | 'executions' | 'rolePolicies' | 'trailEvents'
	>;
	location: LogContext['location'];
	/** Milliseconds since 1970. */
	now: number;
};

const day = 86_400_000;
/** CloudTrail keeps events of its history for so long. */
const kept = 90 * day;
const withoutSuccess = 7 * day;
const late = 900_000;
const linesOfDiff = 20;

/** What changed between the last success and the first failure, and since the execution began. */
export async function readChanges(
	followed: FollowedFailure,
	context: ChangesContext,
): Promise<Changes | null> {
	const {execution} = followed.root;
	const to = (execution.stoppedAt ?? execution.startedAt)?.getTime();

	if (to === undefined) {
		return null;
	}

	const arn = execution.stateMachineArn.replace(/\/[^/]*$/, '');
	const [machine, window] = await Promise.all([
		context.reads.stateMachine(arn).catch(ifRefused(null)),
		execution.arn.includes(':express:')
			? {
					from: Math.max(to - withoutSuccess, context.now - kept),
					to,
					read: [],
					notes: [
						'AWS does not list Express executions: the 7 days before the failure were looked at.',
					],
				}
			: windowOf(execution, arn, context),
	]);
	const role = roleOf(followed, machine);
	const policies = await attachedPolicies(role, context);
	const definition = compareDefinition(followed, machine);
	const isTooOld = window.to < context.now - kept;
	const known = {machine, policies: policies ?? []};
	const lookups = isTooOld ? [] : lookupsOf(followed, known, context.location);
	const looked = await lookUp(lookups, window, context);
	const isUnavailable =
		looked.refused !== null && looked.read.length === 0 && definition.findings.length === 0;
	const told = looked.changes.map(
		({at, name, who, on}) => `${timeOf(at.getTime())}  ${name} on ${on} by ${who ?? 'unknown'}`,
	);

	return {
		title: 'What changed before the failure',
		read: [...definition.read, ...window.read, ...looked.read],
		findings: [...definition.findings, ...told],
		notes: [
			...window.notes,
			...(told.length > 0
				? ['A change shortly before a failure is not proof that it caused it.']
				: looked.seen.length > 0
					? [
							`CloudTrail shows no change of ${listOf(looked.seen, 'or')} between ${timeOf(window.from)} and ${timeOf(window.to)}. Other resources were not looked up.`,
						]
					: []),
			...looked.cut.map(of => `There are more events than the two pages that were read, of ${of}.`),
			...(policies === null && !isTooOld
				? [
						'The attached policies of the role could not be listed: their changes were not looked up.',
					]
				: []),
			...(context.now - window.to < late
				? ['CloudTrail shows an event about 5 minutes after the call, without a guarantee.']
				: []),
			...(looked.refused !== null && !isUnavailable
				? [`Not looked up: ${listOf(looked.notSeen)}. ${looked.refused}`]
				: []),
		],
		unavailable: isUnavailable
			? looked.refused
			: isTooOld
				? 'CloudTrail keeps its event history for 90 days, and the failure is older.'
				: null,
		commands: [
			[
				'cloudtrail',
				'lookup-events',
				'--lookup-attributes',
				`AttributeKey=ResourceName,AttributeValue=${nameOfArn(role ?? arn)}`,
				'--start-time',
				new Date(window.from).toISOString(),
				'--end-time',
				new Date(window.to).toISOString(),
				'--region',
				iamRegion(context.location),
			],
		],
		from: new Date(window.from),
		to: new Date(window.to),
		events: looked.changes,
		definition: definition.change,
	};
}

function compareDefinition(
	{root}: FollowedFailure,
	now: StateMachine | null,
): {change: DefinitionComparison | null; findings: string[]; read: string[]} {
	const change = root.machine && now && definitionChange(root.machine, now, root.state);

	return {
		change,
		read: [
			...(root.machine ? ['states:DescribeStateMachineForExecution'] : []),
			'states:DescribeStateMachine',
		],
		findings: [
			...(change?.isChanged
				? [
						`The definition has changed since this execution${change.diff.length === 0 ? `, but not in state ${root.state ?? '(not known)'}` : `. State ${root.state}:`}`,
						...change.diff.slice(0, linesOfDiff),
					]
				: []),
			...(change?.isRoleChanged
				? [
						`The state machine has another role now: ${now?.roleArn}. This execution ran as ${root.machine?.roleArn}.`,
					]
				: []),
		],
	};
}

type Window = {from: number; to: number; notes: string[]; read: string[]};

/** From the last success before the failure to the first failure after that success. */
async function windowOf(
	failed: Execution,
	arn: string,
	{reads, now}: ChangesContext,
): Promise<Window> {
	const started = failed.startedAt?.getTime() ?? now;
	const [succeeded, failures] = await Promise.all([
		reads.executions(arn, 'SUCCEEDED').catch(ifRefused(null)),
		reads.executions(arn, 'FAILED').catch(ifRefused(null)),
	]);
	const success = succeeded?.find(each => endOf(each) !== null && (endOf(each) ?? 0) <= started);
	const first = failures
		?.filter(
			each => (each.startedAt?.getTime() ?? 0) >= (success ? (endOf(success) ?? 0) : started),
		)
		.at(-1);
	const to = (first && endOf(first)) ?? endOf(failed) ?? started;
	const read = ['states:ListExecutions'];

	return success
		? {
				from: Math.max(endOf(success) ?? 0, now - kept),
				to,
				read,
				notes: [
					`Between the last success (${success.name}) and the first failure after it.`,
					...((endOf(success) ?? 0) < now - kept
						? ['CloudTrail keeps its event history for 90 days, and that success is older.']
						: []),
				],
			}
		: {
				from: Math.max(to - withoutSuccess, now - kept),
				to,
				read,
				notes: [
					succeeded === null
						? 'The executions could not be listed: the 7 days before the failure were looked at.'
						: 'No earlier success was found: the 7 days before the failure were looked at.',
				],
			};
}

const endOf = ({stoppedAt, startedAt}: Execution): number | null =>
	(stoppedAt ?? startedAt)?.getTime() ?? null;

/** Those that somebody of the account can change; null where they could not be listed. */
async function attachedPolicies(
	role: string | null,
	{reads}: ChangesContext,
): Promise<string[] | null> {
	const policies =
		role === null ? [] : await reads.rolePolicies(nameOfArn(role)).catch(ifRefused(null));
	return policies?.flatMap(({arn}) => (arn && !arn.includes(':aws:policy/') ? [arn] : [])) ?? null;
}

export const changesRefused = (why: string): Changes => ({
	title: 'What changed before the failure',
	read: [],
	findings: [],
	notes: [],
	unavailable: why,
	commands: [],
	from: null,
	to: null,
	events: [],
	definition: null,
});
