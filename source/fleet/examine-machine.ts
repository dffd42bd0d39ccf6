import {generalChecks} from '../../flows/general.ts';
import type {Identity, Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {nameOfArn} from '../aws/arn.ts';
import type {Check} from '../diagnosis/check.ts';
import {type AnsweredCheck, diagnose} from '../diagnosis/diagnose.ts';
import {loadChecks} from '../diagnosis/flow.ts';
import {noFacts} from '../incident/facts.ts';
import type {FleetCheck, FleetResult} from './result.ts';

/**
 * Left out: who deploys a state machine and how old its role is say nothing about whether it works, and the tags can
 * be read once a second; its executions are looked at only where that is asked for.
 */
const leftOut = ['managed-by-tool', 'role-age', 'execution-logs'];

export const fleetChecks = async (): Promise<Check[]> =>
	(await loadChecks(generalChecks())).filter(({id}) => !leftOut.includes(id));

/** The general checks of one state machine. `reads` are memoised for it alone, so that nothing piles up. */
export async function examineMachine(
	stateMachineArn: string,
	{
		checks,
		reads,
		identity,
		now,
	}: {
		checks: readonly Check[];
		reads: Reads;
		identity: Identity;
		now(): number;
	},
): Promise<FleetResult> {
	const {partition, region, accountId} = identity;
	const diagnosis = await diagnose(checks, {
		subject: {
			kind: 'state-machine',
			partition,
			region,
			accountId,
			stateMachineArn,
			executionArn: null,
			roleArn: null,
			logGroupArn: null,
			facts: noFacts,
		},
		reads: {...reads, simulate},
		now,
	});

	return {
		stateMachineArn,
		name: nameOfArn(stateMachineArn),
		verdict: diagnosis.verdict,
		checks: diagnosis.checks.flatMap(notOk),
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

const notOk = ({id, title, outcome, answer}: AnsweredCheck): FleetCheck[] =>
	outcome === 'ok' ? [] : [{id, title, outcome, answer}];
