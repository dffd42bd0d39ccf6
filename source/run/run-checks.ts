import type {Check} from '../diagnosis/check.ts';
import {concerningChecks, type Diagnosis} from '../diagnosis/diagnose.ts';
import {failureText} from '../diagnosis/failure-text.ts';
import {type Flow, loadChecks} from '../diagnosis/flow.ts';
import {
	type Explanation,
	explanationOf,
	explanationOfPasted,
	judgedWith,
	settlingChecks,
} from '../diagnosis/judge-failure.ts';
import type {Subject} from '../diagnosis/subject.ts';
import {poll} from '../poll.ts';
import {afterWrite} from './after-write.ts';
import type {EffectContext} from './event.ts';
import type {RunServices} from './services.ts';
import {hasFailed} from './show-evidence.ts';
import {failureToExplain, type RunState, writtenChanges} from './state.ts';
import type {Unwritable} from './step.ts';
import {unwritable} from './unwritable.ts';

const patienceMilliseconds = 30_000;

/**
 * The checks and, beside them, the evidence. Whether the person can write the fix never holds up the verdict: where
 * evidence is read, the answer comes with that.
 */
export async function examine(
	subject: Subject,
	awaited: readonly string[],
	context: EffectContext,
): Promise<void> {
	const {services, dispatch} = context;
	let tell = (_left: Unwritable | null): void => {};
	const left = new Promise<Unwritable | null>(resolve => {
		tell = resolve;
	});
	const isBeside = beginEvidence(subject, context, left);

	try {
		const found = await runChecks(subject, awaited, context);
		const asked = unwritable(found.diagnosis, subject, context);
		const known = isBeside ? {} : {unwritable: await asked};
		dispatch({type: 'diagnosed', ...found, ...known, at: services.clock.now()});
		tell(await asked);
	} finally {
		tell(null);
	}
}

/**
 * Runs the checks and, while a problem that a write was to remove lingers, runs them again for up to 30 seconds: a
 * change takes its time to take effect. `awaited` holds the ids of these problems.
 */
async function runChecks(
	subject: Subject,
	awaited: readonly string[],
	context: EffectContext,
): Promise<{diagnosis: Diagnosis; explanation: Explanation; fixedBy: string | null}> {
	const {state, services, dispatch, signal} = context;
	const all = await checksFor(state.reading?.flow, services);
	const checks = checksNow(state, concerningChecks(all, subject));
	// What is over stays as it was, whatever was written.
	const past = checks.filter(({aboutThePast}) => aboutThePast).map(({id}) => id);
	const lingers = ({id, outcome}: Diagnosis['checks'][number]): boolean =>
		outcome === 'problem' && awaited.includes(id) && !past.includes(id);
	let latest: Diagnosis | null = null;

	const polled = await poll<Diagnosis>(
		async () => {
			latest = await runOnce(checks, subject, context);
			return latest.checks.some(lingers) ? undefined : latest;
		},
		{
			clock: services.clock,
			firstPause: 1000,
			longestPause: 16_000,
			factor: 2,
			patience: patienceMilliseconds,
			signal,
			onWait: waited =>
				dispatch({
					type: 'progress',
					line: `Waiting for the change to take effect (${Math.round(waited / 1000)} s of at most ${patienceMilliseconds / 1000} s)`,
				}),
		},
	);

	const diagnosis =
		polled.kind === 'done' ? polled.value : (latest ?? (await runOnce(checks, subject, context)));
	const {explanation, fixedBy} = await explain(diagnosis, all, subject, context);
	const verdict = judgedWith(diagnosis.verdict, explanation);

	await settleOpen(context);

	if (writtenChanges(state).length > 0 && (verdict === 'healthy' || verdict === 'not-a-fault')) {
		await services.markVerified(true);
	}

	return {diagnosis: {...diagnosis, verdict}, explanation, fixedBy};
}

/** By now the account can say what became of a write whose answer was lost. */
async function settleOpen({state, services, dispatch}: EffectContext): Promise<void> {
	const open = writtenChanges(state).filter(({outcome}) => outcome !== 'applied');

	if (open.length > 0) {
		const changes = await services.settle(open.map(({shown}) => shown.change));
		dispatch({type: 'settled', changes});
	}
}

/** What was written does not explain a failure that no check had explained: the first checks decide. */
async function explain(
	diagnosis: Diagnosis,
	checks: readonly Check[],
	subject: Subject,
	{state, services}: EffectContext,
): Promise<{explanation: Explanation; fixedBy: string | null}> {
	const {sight, reading, step, incident} = state;

	if (step.name === 'checking' && step.again) {
		// Of a pasted error alone a repeat that succeeds is the proof.
		const isProven =
			state.explanation === 'no-problem-found' && state.retried?.outcome === 'succeeded';
		return {
			explanation: isProven ? 'not-needed' : state.explanation,
			fixedBy: state.fixedBy,
		};
	}

	const isFailing =
		sight?.kind === 'failed' || sight?.kind === 'stuck' || sight?.kind === 'missing';

	// A failure that was pasted and fits no known failure is one that nothing here explains.
	if (incident.text.trim() !== '' && reading === null && !isFailing) {
		return {explanation: 'unexplained', fixedBy: null};
	}

	const followed = sight?.kind === 'failed' || sight?.kind === 'stuck' ? sight.followed : null;
	const understood = followed && services.understand(failureText(followed));
	const flow =
		understood?.matches.map(match => match.flow).find(id => id === reading?.flow.id) ?? null;
	const isAboutIt = flow !== null && followed !== null;

	const {isShown, what} = isAboutIt
		? await services.changeSince(followed, {flow, denial: understood?.facts.denial ?? null})
		: {isShown: true, what: null};
	const explanation = explanationOf({
		sight: sight ?? {kind: 'none'},
		diagnosis,
		settledBy: isAboutIt ? settlingChecks(checks) : [],
		isChangeShown: isShown,
	});

	const isPasted = reading !== null && state.followed === null && incident.text.trim() !== '';
	const isOfSight = isAboutIt && understood?.facts.action === incident.facts.action;

	if (
		isPasted &&
		!isOfSight &&
		(explanation === 'not-needed' || explanation === 'put-right-since')
	) {
		const own = await services.ownFix(reading.flow.id, subject);
		return {explanation: explanationOfPasted(diagnosis, own !== null), fixedBy: own};
	}

	return {explanation, fixedBy: explanation === 'put-right-since' ? what : null};
}

/** What happened before a fix no longer decides once something was written. */
const checksNow = (state: RunState, checks: readonly Check[]): readonly Check[] =>
	writtenChanges(state).length > 0 ? afterWrite(checks) : checks;

export const checksOf = async (flow: Flow | undefined, subject: Subject, services: RunServices) =>
	concerningChecks(await checksFor(flow, services), subject);

/** A failure without its own checks, and a text that fits none, get the general ones. */
async function checksFor(
	flow: Flow | undefined,
	{generalChecks}: RunServices,
): Promise<readonly Check[]> {
	const own = flow ? await loadChecks(flow.checks()) : [];
	return own.length > 0 ? own : loadChecks(generalChecks());
}

function runOnce(
	checks: readonly Check[],
	subject: Subject,
	{services, dispatch}: EffectContext,
): Promise<Diagnosis> {
	const at = () => services.clock.now();
	const lines = checks.map(({id, title}) => ({id, title, answered: null, seconds: null}));
	dispatch({type: 'checks-began', subject, lines, at: at()});

	return services.diagnose(
		checks,
		subject,
		answered => dispatch({type: 'answered', answered, at: at()}),
		id => dispatch({type: 'left-out', id}),
	);
}

/**
 * Beside the first checks, once: they neither wait for it nor rest on it. `left` is told with it. Returns whether it
 * began.
 */
function beginEvidence(
	subject: Subject,
	{state, services, dispatch, report}: EffectContext,
	left: Promise<Unwritable | null>,
): boolean {
	const {evidence, settings, incident} = state;
	const followed = failureToExplain(state);
	const of = {followed, subject, text: followed?.root.cause ?? incident.text};

	if (!hasFailed(state) || settings.isQuick || evidence.status !== 'not-read') {
		return false;
	}

	dispatch({type: 'evidence-began', of});
	void services
		.gatherEvidence(of)
		.then(async read =>
			report({type: 'evidence-read', of, evidence: read, unwritable: await left}),
		);
	return true;
}
