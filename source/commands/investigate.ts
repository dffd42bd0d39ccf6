import {generalChecks} from '../../flows/general.ts';
import {flows} from '../../flows/index.ts';
import type {Check} from '../diagnosis/check.ts';
import {type AnsweredCheck, type Diagnosis, diagnose} from '../diagnosis/diagnose.ts';
import type {Flow} from '../diagnosis/flow.ts';
import type {Subject} from '../diagnosis/subject.ts';
import {noFacts} from '../incident/facts.ts';
import type {Incident} from '../incident/incident.ts';
import {understand} from '../incident/understand.ts';
import {errorText} from './error-text.ts';
import {findFlow} from './flows.ts';
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

export async function openInvestigation(
	{operands: [operand], options}: CommandLine,
	streams: Streams,
): Promise<Investigation> {
	const text = await errorText(options, streams);
	const incident =
		text === null ? {text: '', facts: noFacts, matches: []} : understand(text, flows);
	const flow = options.flow === undefined ? recognisedFlow(incident) : findFlow(options.flow);
	const target = settleTarget(operand, incident.facts);
	const session = await openSession(options, regionOf(target));
	const subject = await resolveSubject(
		{target, named: operand !== undefined, facts: incident.facts, options},
		session.identity,
		session.reads(),
	);

	return {incident, flow, checks: checksFor(flow), session, subject};
}

const recognisedFlow = ({matches: [match]}: Incident): Flow | null =>
	flows.find(({id}) => id === match?.flow) ?? null;

/** A failure without checks of its own, and a text that fits none, get the general ones. */
export const checksFor = (flow: Flow | null): readonly Check[] =>
	flow && flow.checks.length > 0 ? flow.checks : generalChecks;

export const runChecks = (
	{checks, session, subject}: Investigation,
	onAnswer?: (answered: AnsweredCheck) => void,
): Promise<Diagnosis> =>
	diagnose(checks, {subject, reads: session.reads(), now: session.clock.now}, onAnswer);
