import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Execution} from '../account/step-functions.ts';
import {nameOfArn} from '../aws/arn.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import {type DefinitionChange, definitionChange} from './changed-definition.ts';
import type {Changes} from './evidence.ts';
import {type LogContext, timeOf} from './log-piece.ts';
import {iamRegion, lookUp, lookupsOf, roleOf} from './look-up-changes.ts';

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

	// An Express execution has no history to compare with.
	if (to === undefined || execution.arn.includes(':express:')) {
		return null;
	}

	const arn = execution.stateMachineArn.replace(/\/[^/]*$/, '');
	const [definition, window] = await Promise.all([
		readDefinition(followed, arn, context),
		windowOf(execution, arn, context),
	]);
	const looked =
		window.to < context.now - kept
			? {changes: [], read: [], refused: null, isCut: false}
			: await lookUp(
					lookupsOf(followed, arn, await attachedPolicies(followed, context)),
					window,
					context,
				);
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
				: looked.refused === null && looked.read.length > 0
					? [
							`CloudTrail shows no change of the role, its attached policies, the state machine${looked.read.length > 4 ? ' or the function' : ''} between ${timeOf(window.from)} and ${timeOf(window.to)}. Other resources were not looked up.`,
						]
					: []),
			...(looked.isCut ? ['There are more events than the two pages that were read.'] : []),
			...(context.now - window.to < late
				? ['CloudTrail shows an event about 5 minutes after the call, without a guarantee.']
				: []),
			...(looked.refused !== null && definition.findings.length > 0
				? [`CloudTrail was not read: ${looked.refused}`]
				: []),
		],
		unavailable:
			looked.refused !== null && definition.findings.length === 0
				? looked.refused
				: window.to < context.now - kept
					? 'CloudTrail keeps its event history for 90 days, and the failure is older.'
					: null,
		commands: [
			[
				'cloudtrail',
				'lookup-events',
				'--lookup-attributes',
				`AttributeKey=ResourceName,AttributeValue=${nameOfArn(roleOf(followed) ?? arn)}`,
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

async function readDefinition(
	{root}: FollowedFailure,
	arn: string,
	{reads}: ChangesContext,
): Promise<{change: DefinitionChange | null; findings: string[]; read: string[]}> {
	const now = await reads.stateMachine(arn).catch(ifRefused(null));
	const change = root.machine && now && definitionChange(root.machine, now, root.state);

	return {
		change,
		read: ['states:DescribeStateMachineForExecution', 'states:DescribeStateMachine'],
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
				notes: [`Between the last success (${success.name}) and the first failure after it.`],
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

async function attachedPolicies(
	followed: FollowedFailure,
	{reads}: ChangesContext,
): Promise<string[]> {
	const role = roleOf(followed);
	const policies =
		role === null ? [] : await reads.rolePolicies(nameOfArn(role)).catch(ifRefused([]));
	return policies.flatMap(({arn}) => (arn && !arn.includes(':aws:policy/') ? [arn] : []));
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
