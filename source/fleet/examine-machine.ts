import {generalChecks} from '../../flows/general.ts';
import type {Identity, Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {nameOfArn} from '../aws/arn.ts';
import type {Check} from '../diagnosis/check.ts';
import {type AnsweredCheck, diagnose} from '../diagnosis/diagnose.ts';
import {loadChecks} from '../diagnosis/flow.ts';
import type {StateMachineSubject} from '../diagnosis/subject.ts';
import {noFacts} from '../incident/facts.ts';
import {newestExecution} from './newest-execution.ts';
import type {FleetCheck, FleetResult} from './result.ts';

/** All that an Express execution leaves. */
const ofExpress = 'execution-logs';

/**
 * Left out: who deploys a state machine and how old its role is say nothing about whether it works, and the tags can
 * be read once a second; its executions are looked at only where that is asked for.
 */
const leftOut = [
	'managed-by-tool',
	'role-age',
	'execution-stopped',
	'survived-failures',
	'tolerated-failures',
	'distant-limit',
];

export const fleetChecks = async (isRecent = false): Promise<Check[]> =>
	(await loadChecks(generalChecks())).filter(
		({id}) => !leftOut.includes(id) && (isRecent || id !== ofExpress),
	);

/** The general checks of one state machine. `reads` are memoised for it alone, so that nothing piles up. */
export async function examineMachine(
	stateMachineArn: string,
	{
		checks,
		reads,
		identity,
		now,
		isRecent,
	}: {
		checks: readonly Check[];
		reads: Reads;
		identity: Identity;
		now(): number;
		/** Looks at the newest execution as well. */
		isRecent: boolean;
	},
): Promise<FleetResult> {
	const {partition, region, accountId} = identity;
	const context = {reads: {...reads, simulate}, now};
	const subject: StateMachineSubject = {
		kind: 'state-machine',
		partition,
		region,
		accountId,
		stateMachineArn,
		executionArn: null,
		roleArn: null,
		logGroupArn: null,
		facts: noFacts,
	};
	const [diagnosis, newest] = await Promise.all([
		diagnose(checks, {...context, subject}),
		isRecent ? newestExecution(subject, context) : null,
	]);
	const further = (newest?.checks ?? []).filter(
		({id}) => !diagnosis.checks.some(other => other.id === id),
	);

	return {
		stateMachineArn,
		name: nameOfArn(stateMachineArn),
		executions: newest?.isRead && !isUntold(diagnosis.checks) ? 'read' : 'not-read',
		verdict: newest ? newest.judged(diagnosis.verdict) : diagnosis.verdict,
		checks: [
			...(newest?.check ? [newest.check] : []),
			...[...diagnosis.checks, ...further].flatMap(notOk),
		],
	};
}

/** A second opinion on each of hundreds of roles would take most of the time. */
const simulate = (): Promise<never> =>
	Promise.reject(
		new AccountError(
			'unavailable',
			'iam:SimulatePrincipalPolicy',
			'it is not asked in a long run.',
		),
	);

/** The logs do not tell how its Express executions ended. */
const isUntold = (checks: readonly AnsweredCheck[]): boolean =>
	checks.some(({id, outcome}) => id === ofExpress && outcome === 'unknown');

const notOk = ({
	id,
	title,
	outcome,
	evidence,
	answer,
	details,
	findOut,
}: AnsweredCheck): FleetCheck[] =>
	outcome === 'ok' ? [] : [{id, title, outcome, evidence, answer, details, findOut}];
