import {generalChecks} from '../../flows/general.ts';
import {flows} from '../../flows/index.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Check} from '../diagnosis/check.ts';
import {type AnsweredCheck, type Diagnosis, diagnose} from '../diagnosis/diagnose.ts';
import {type FailureInSight, failureInSight} from '../diagnosis/failure-in-sight.ts';
import {failureText, rootSubject} from '../diagnosis/failure-text.ts';
import {type Flow, loadChecks} from '../diagnosis/flow.ts';
import type {FollowedFailure} from '../diagnosis/followed-failure.ts';
import {
	type Explanation,
	explanationOf,
	judgedWith,
	settlingChecks,
} from '../diagnosis/judge-failure.ts';
import type {Subject} from '../diagnosis/subject.ts';
import {noFacts} from '../incident/facts.ts';
import type {Incident} from '../incident/incident.ts';
import {understand} from '../incident/understand.ts';
import type {LastFailure} from '../wizard/services.ts';
import {errorText} from './error-text.ts';
import {findFlow} from './flows.ts';
import {asLastFailure, lastFailure} from './last-failure.ts';
import type {CommandLine} from './options.ts';
import {regionOf, resolveSubject, settleTarget} from './resolve-subject.ts';
import {openSession, type Session} from './session.ts';
import type {Streams} from './streams.ts';

/** What check and fix both begin with: the incident, the account and the subject. */
export type Investigation = {
	incident: Incident;
	flow: Flow | null;
	checks: readonly Check[];
	session: Session;
	subject: Subject;
	/** The execution that the checks have to explain before anything is called healthy. */
	sight: FailureInSight;
	/** The checks that settle it: those of the flow that its root fits. */
	settledBy: readonly string[];
};

/** `accepts`: whether the last failure is what it is about, where no error is given. */
export async function openInvestigation(
	{operands: [operand], options}: CommandLine,
	streams: Streams,
	accepts: (failure: LastFailure) => Promise<boolean> = async () => false,
): Promise<Investigation> {
	const text = await errorText(options, streams);
	const given = text === null ? noIncident : understand(text, flows);
	const named = options.flow === undefined ? null : findFlow(options.flow);
	const target = settleTarget(operand, given.facts);
	const session = await openSession(options, regionOf(target));
	const subject = await resolveSubject(
		{target, named: operand !== undefined, facts: given.facts, options},
		session.identity,
		session.reads(),
	);
	const now = session.clock.now();
	const sight: FailureInSight =
		subject.kind === 'not-created'
			? {kind: 'none'}
			: await failureInSight(
					session.reads(),
					{stateMachineArn: subject.stateMachineArn, executionArn: subject.executionArn},
					now,
				);
	const own =
		text === null ? await ownFailure(subject, {named, sight, accepts}, session, now) : null;
	const incident = own?.incident ?? given;
	const flow = named ?? recognisedFlow(incident);
	const checks = await checksFor(flow);

	return {
		incident,
		flow,
		checks,
		session,
		subject: own ? rootSubject({...subject, facts: incident.facts}, own.followed) : subject,
		sight,
		settledBy: flow === null || !isOf(sight, flow) ? [] : settlingChecks(checks),
	};
}

const noIncident: Incident = {text: '', facts: noFacts, matches: []};

type OwnFailure = {incident: Incident; followed: FollowedFailure};

/** What the account itself tells of a failure: of what is in sight or, where it fits the flow, of the last one. */
async function ownFailure(
	subject: Subject,
	{
		named,
		sight,
		accepts,
	}: {
		named: Flow | null;
		sight: FailureInSight;
		accepts(failure: LastFailure): Promise<boolean>;
	},
	session: Session,
	now: number,
): Promise<OwnFailure | null> {
	const isSeen = sight.kind === 'failed' || sight.kind === 'stuck';
	const failure = isSeen
		? asLastFailure(sight.followed)
		: subject.kind === 'not-created'
			? null
			: await lastFailure(
					session.reads(),
					subject.stateMachineArn,
					subject.executionArn,
					now,
				).catch(ifRefused(null));

	if (failure === null) {
		return null;
	}

	const incident = understand(failure.text, flows);
	const isMeant =
		named === null
			? isSeen || (await accepts(failure))
			: incident.matches.some(match => match.flow === named.id);

	return isMeant ? {incident, followed: failure.followed} : null;
}

/** Whether the failure in sight is one that the flow is about. */
const isOf = (sight: FailureInSight, {id}: Flow): boolean =>
	(sight.kind === 'failed' || sight.kind === 'stuck') &&
	understand(failureText(sight.followed), flows).matches.some(match => match.flow === id);

const recognisedFlow = ({matches: [match]}: Incident): Flow | null =>
	flows.find(({id}) => id === match?.flow) ?? null;

/** A failure without its own checks, and a text that fits none, get the general ones. */
export async function checksFor(flow: Flow | null): Promise<Check[]> {
	const own = flow ? await loadChecks(flow.checks()) : [];
	return own.length > 0 ? own : loadChecks(generalChecks());
}

export const runChecks = (
	{checks, session, subject}: Investigation,
	onAnswer?: (answered: AnsweredCheck) => void,
): Promise<Diagnosis> =>
	diagnose(checks, {subject, reads: session.reads(), now: session.clock.now}, onAnswer);

/** The checks as they count before anything is written: nothing is healthy beside an unexplained failure. */
export async function examine(
	investigation: Investigation,
): Promise<{diagnosis: Diagnosis; explanation: Explanation}> {
	const diagnosis = await runChecks(investigation);
	const explanation = explanationOf({...investigation, diagnosis});
	return {
		diagnosis: {...diagnosis, verdict: judgedWith(diagnosis.verdict, explanation)},
		explanation,
	};
}
