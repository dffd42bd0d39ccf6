import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {asRefusal, ifRefused} from '../account/if-refused.ts';
import type {StateMachine} from '../account/step-functions.ts';
import {nameOfArn} from '../aws/arn.ts';
import {iamRegion} from '../aws/regions.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import {type Subject, stateMachineArnOf} from '../diagnosis/subject.ts';
import {listOf, timeOf} from '../text.ts';
import {type DefinitionComparison, definitionChange} from './changed-definition.ts';
import {back, historyBound, kept, windowOf} from './changes-window.ts';
import type {Changes} from './evidence.ts';
import type {LogContext} from './log-piece.ts';
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

/** The failure, or what a pasted error is about where no execution of it is known. */
export type EvidenceOf = {
	followed: FollowedFailure | null;
	subject: Subject;
	/** The cause of the failure, or what was pasted. */
	text: string;
};

const late = 900_000;
const linesOfDiff = 20;

/** What changed between the last success and the first failure, and since the execution began. */
export async function readChanges(
	{followed, subject}: Omit<EvidenceOf, 'text'>,
	context: ChangesContext,
): Promise<Changes> {
	const execution = followed?.root.execution ?? null;
	const arn = (execution?.stateMachineArn ?? stateMachineArnOf(subject))?.replace(/\/[^/]*$/, '');
	const [machine, window] = await Promise.all([
		arn === undefined ? null : context.reads.stateMachine(arn).catch(asRefusal),
		execution === null || arn === undefined
			? {
					...back(context.now),
					notes: ['It is not known when it failed: the changes of the last 7 days were looked up.'],
				}
			: windowOf(execution, arn, context),
	]);
	const now = machine instanceof AccountError ? null : machine;
	const role = followed ? roleOf(followed, now) : (subject.roleArn ?? now?.roleArn ?? null);
	const policies = await attachedPolicies(role, context);
	const definition = followed ? compareDefinition(followed, machine) : nothingRun;
	const isTooOld = window.to < context.now - kept;
	const looked = await lookUp(
		isTooOld
			? []
			: lookupsOf(
					{followed, subject, arn: arn ?? null, role},
					{machine: now, policies: policies ?? []},
					context.location,
				),
		window,
		context,
	);
	const told = looked.changes.map(
		({at, name, who, on}) => `${timeOf(at)}  ${name} on ${on} by ${who ?? 'unknown'}`,
	);
	const findings = [...definition.findings, ...told];
	const isEmpty = told.length === 0 && looked.seen.length > 0;
	const why = isTooOld ? `${historyBound}, and the failure is older.` : looked.refused;
	// What is known beside it is told first, and what was refused among the limits.
	const isUnavailable = why !== null && looked.read.length === 0 && findings.length === 0;

	return {
		...changesRefused('', followed),
		read: [...definition.read, ...window.read, ...looked.read],
		findings,
		notes: [
			...window.notes,
			...definition.notes,
			...(told.length > 0
				? ['A change shortly before a failure is not proof that it caused it.']
				: isEmpty
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
			...(isEmpty || (context.now - window.to < late && !isTooOld)
				? [
						`An event can appear in CloudTrail up to 15 minutes after the call, in some cases later.${isEmpty ? ' It keeps 90 days.' : ''}`,
					]
				: []),
			...(why !== null && !isUnavailable
				? [
						`Not looked up${looked.notSeen.length > 0 ? `: ${listOf(looked.notSeen)}` : ' in CloudTrail'}. ${why}`,
					]
				: []),
		],
		unavailable: isUnavailable ? why : null,
		commands: [
			[
				'cloudtrail',
				'lookup-events',
				'--lookup-attributes',
				`AttributeKey=ResourceName,AttributeValue=${nameOfArn(role ?? arn ?? '')}`,
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

type Compared = {
	change: DefinitionComparison | null;
	findings: string[];
	read: string[];
	notes: string[];
};

const nothingRun: Compared = {change: null, findings: [], read: [], notes: []};

function compareDefinition(
	{root}: FollowedFailure,
	machine: StateMachine | AccountError | null,
): Compared {
	const isRefused = machine instanceof AccountError;
	const now = isRefused ? null : machine;
	const change = root.machine && now && definitionChange(root.machine, now, root.state);

	return {
		change,
		notes:
			root.machine === null
				? [
						root.execution.arn.includes(':express:')
							? 'AWS does not keep which definition an Express execution ran.'
							: 'Whether the definition has changed is not known: the one that the execution ran was not read.',
					]
				: isRefused
					? [`Whether the definition has changed is not known. ${machine.message}`]
					: [],
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

/** Those that somebody of the account can change; null where they could not be listed. */
async function attachedPolicies(
	role: string | null,
	{reads}: ChangesContext,
): Promise<string[] | null> {
	const policies =
		role === null ? [] : await reads.rolePolicies(nameOfArn(role)).catch(ifRefused(null));
	return policies?.flatMap(({arn}) => (arn && !arn.includes(':aws:policy/') ? [arn] : [])) ?? null;
}

export const changesRefused = (why: string, followed: FollowedFailure | null): Changes => ({
	title:
		followed && followed.root.execution.status !== 'RUNNING'
			? 'What changed before the failure'
			: 'Recent changes',
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
