import {generalChecks} from '../../flows/general.ts';
import {flows} from '../../flows/index.ts';
import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Check} from '../diagnosis/check.ts';
import {type AnsweredCheck, type Diagnosis, diagnose} from '../diagnosis/diagnose.ts';
import {type Flow, loadChecks} from '../diagnosis/flow.ts';
import type {Subject} from '../diagnosis/subject.ts';
import {noFacts} from '../incident/facts.ts';
import type {Incident} from '../incident/incident.ts';
import {understand} from '../incident/understand.ts';
import type {LastFailure} from '../wizard/services.ts';
import {errorText} from './error-text.ts';
import {findFlow} from './flows.ts';
import {lastFailure} from './last-failure.ts';
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
	const own = text === null ? await ownFailure(subject, named, session.reads(), accepts) : null;
	const incident = own?.incident ?? given;
	const flow = named ?? recognisedFlow(incident);

	return {
		incident,
		flow,
		checks: await checksFor(flow),
		session,
		subject: own?.subject ?? subject,
	};
}

const noIncident: Incident = {text: '', facts: noFacts, matches: []};

/** What the account itself tells of a failure: of the execution named or, where it fits the flow, of the last one. */
async function ownFailure(
	subject: Subject,
	flow: Flow | null,
	reads: Reads,
	accepts: (failure: LastFailure) => Promise<boolean>,
): Promise<{incident: Incident; subject: Subject} | null> {
	if (subject.kind === 'not-created') {
		return null;
	}

	const {stateMachineArn, executionArn} = subject;
	const failure = await lastFailure(reads, stateMachineArn, executionArn).catch(ifRefused(null));

	if (failure === null) {
		return null;
	}

	const incident = understand(failure.text, flows);
	const isMeant =
		flow === null
			? executionArn !== null || (await accepts(failure))
			: incident.matches.some(match => match.flow === flow.id);

	return isMeant
		? {
				incident,
				subject: {...subject, executionArn: failure.executionArn, facts: incident.facts},
			}
		: null;
}

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
