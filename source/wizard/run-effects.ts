import type {Check} from '../diagnosis/check.ts';
import {concerningChecks} from '../diagnosis/diagnose.ts';
import {type Flow, loadChecks} from '../diagnosis/flow.ts';
import {isLogGroupAsked} from './continue.ts';
import type {WizardEvent, WriteResult} from './event.ts';
import type {Reading, ScreenName, ScreenOf} from './screen.ts';
import type {WizardServices} from './services.ts';
import {showChange, showRetry} from './show-change.ts';
import type {WizardState} from './state.ts';

export type EffectContext = {
	state: WizardState;
	services: WizardServices;
	dispatch(event: WizardEvent): void;
	signal: AbortSignal;
};

type Effects = {
	[Name in ScreenName]?: (screen: ScreenOf<Name>, context: EffectContext) => Promise<void>;
};

/** The only place where the wizard asks or writes anything: what each screen starts when it appears. */
const effects: Effects = {
	async 'listing-machines'(_, {services, dispatch}) {
		dispatch({type: 'machines-listed', machines: await services.listStateMachines()});
	},

	async 'listing-roles'(_, {services, dispatch}) {
		dispatch({type: 'roles-listed', roles: await services.listRoles()});
	},

	async 'listing-log-groups'(_, {services, dispatch}) {
		dispatch({type: 'log-groups-listed', logGroups: await services.listLogGroups()});
	},

	async 'reading-failure'(_, {state, services, dispatch}) {
		const {stateMachineArn = null, executionArn = null} = state.choice ?? {};
		const failure =
			stateMachineArn === null
				? null
				: // Whoever may not list executions can still paste the error.
					await services.lastFailure(stateMachineArn, executionArn).catch(() => null);
		dispatch({type: 'failure-read', failure});
	},

	async understanding({text}, {state, services, dispatch}) {
		const incident = services.understand(text);
		const {flow: wanted} = state.settings;
		const readings =
			wanted === null
				? incident.matches.flatMap(match => readingOf(match, services))
				: readingOf({flow: wanted, confidence: 'certain', quoted: []}, services);
		dispatch({type: 'understood', incident, readings});
	},

	async checking({again}, {state, services, dispatch}) {
		const {choice, incident, reading} = state;

		if (!choice) {
			return;
		}

		const subject = await services.subjectOf({...choice, facts: incident.facts});

		const mayAsk = !again && !isLogGroupAsked(state);

		if (mayAsk && reading && (await services.missingInput(reading.flow, subject))) {
			dispatch({type: 'log-group-wanted', logGroups: await services.listLogGroups()});
			return;
		}

		const checks = concerningChecks(await checksFor(reading?.flow, services), subject);
		const lines = checks.map(({id, title}) => ({id, title, answered: null, seconds: null}));
		const at = () => services.clock.now();
		dispatch({type: 'checks-began', subject, lines, at: at()});
		const diagnosis = await services.diagnose(
			checks,
			subject,
			answered => dispatch({type: 'answered', answered, at: at()}),
			id => dispatch({type: 'left-out', id}),
		);
		dispatch({type: 'diagnosed', diagnosis, at: at()});
	},

	async preparing({remedies}, {state, services, dispatch}) {
		const merged = services.mergeChanges(remedies.flatMap(({changes}) => changes));
		const changes = await Promise.all(
			merged.map(change => showChange(change, services, state.subject)),
		);
		dispatch({type: 'prepared', changes});
	},

	async writing({shown}, context) {
		context.dispatch({type: 'written', result: await write(shown.change, context)});
	},

	async 'preparing-retry'(_, {state, services, dispatch}) {
		const {reading, subject} = state;
		const retry = subject && (await services.retryFor?.(reading?.flow ?? null, subject));
		const offered = retry ? await showRetry(retry, services, subject) : null;
		dispatch({type: 'retry-prepared', offered});
	},

	async retrying({offered}, {state, services, dispatch, signal}) {
		const onProgress = (line: string) => dispatch({type: 'progress', line});
		const result = await offered.retry
			.run({signal, onProgress})
			.catch(error => ({outcome: 'failed', says: messageOf(error)}) as const);
		dispatch({
			type: 'retried',
			result:
				result.outcome === 'moved'
					? {...result, now: await showRetry(result.now, services, state.subject)}
					: result,
		});
	},
};

/** Starts what the screen needs. Nothing thrown gets past: it becomes a screen of its own. */
export async function runEffect(context: EffectContext): Promise<void> {
	const {screen} = context.state;
	const effect = effects[screen.name] as
		| ((screen: WizardState['screen'], context: EffectContext) => Promise<void>)
		| undefined;

	try {
		await effect?.(screen, context);
	} catch (error) {
		context.dispatch({type: 'broke', message: messageOf(error)});
	}
}

/** A failure without its own checks, and a text that fits none, get the general ones. */
async function checksFor(
	flow: Flow | undefined,
	{generalChecks}: WizardServices,
): Promise<readonly Check[]> {
	const own = flow ? await loadChecks(flow.checks()) : [];
	return own.length > 0 ? own : loadChecks(generalChecks());
}

const readingOf = (
	{flow: id, confidence, quoted}: Omit<Reading, 'flow'> & {flow: string},
	{flows}: WizardServices,
): Reading[] => flows.filter(flow => flow.id === id).map(flow => ({flow, confidence, quoted}));

async function write(
	change: Parameters<WizardServices['applyChange']>[0],
	{state, services, dispatch, signal}: EffectContext,
): Promise<WriteResult> {
	const onProgress = (line: string) => dispatch({type: 'progress', line});

	try {
		const result = await services.applyChange(change, {signal, onProgress});

		switch (result.outcome) {
			case 'moved':
				return {
					...result,
					now: result.now && (await showChange(result.now, services, state.subject)),
				};
			case 'refused':
				return {outcome: 'not-written', why: result.why};
			case 'failed':
				return {outcome: 'not-written', why: result.error.message};
			case 'unknown':
				return {outcome: 'unclear', why: result.error.message};
			default:
				return result;
		}
	} catch (error) {
		return {outcome: 'unclear', why: signal.aborted ? 'it was broken off' : messageOf(error)};
	}
}

const messageOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);
