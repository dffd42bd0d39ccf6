import {ifRefused} from '../account/if-refused.ts';
import {planChanges} from '../changes/merge-changes.ts';
import type {FailureInSight} from '../diagnosis/failure-in-sight.ts';
import {rootSubject} from '../diagnosis/failure-text.ts';
import {withRefusedStorage} from '../diagnosis/map-storage-facts.ts';
import {messageOf} from '../errors.ts';
import type {Incident} from '../incident/incident.ts';
import {mayTurnOnRole} from '../incident/understand.ts';
import {isLogGroupAsked} from './continue.ts';
import type {EffectContext} from './event.ts';
import {groupFailures, groupRetry, otherFailures} from './group-failures.ts';
import {asLastFailure} from './last-failure.ts';
import {listMachines, listRest} from './list-machines.ts';
import {examinedGroup, isAllRepeated, isGroupOpen} from './not-examined.ts';
import {checksOf, examine} from './run-checks.ts';
import type {LastFailure, RunServices, SubjectChoice} from './services.ts';
import {showAll, shownOf, showRetry} from './show-change.ts';
import type {RunState} from './state.ts';
import type {FlowMatch, StepName, StepOf} from './step.ts';
import {openAccount} from './switch-account.ts';
import {writeShown} from './write-shown.ts';

type Effects = {
	[Name in StepName]?: (step: StepOf<Name>, context: EffectContext) => Promise<void>;
};

/** The only place where a run asks or writes anything: what each step starts when it begins. */
const effects: Effects = {
	async 'finding-target'({target}, {services, dispatch}) {
		const found = await services.findTarget(target);
		dispatch(
			found.kind === 'found'
				? {type: 'target-found', ...found}
				: {type: 'target-missing', ...found},
		);
	},

	'listing-machines': listMachines,
	'pick-machine': listRest,

	async 'reading-profiles'(_, {services, dispatch}) {
		dispatch({type: 'profiles-read', profiles: services.elsewhere?.profiles() ?? []});
	},

	'opening-account': openAccount,

	async 'listing-roles'(_, {services, dispatch}) {
		dispatch({type: 'roles-listed', roles: await services.listRoles()});
	},

	async 'listing-log-groups'(_, {services, dispatch}) {
		dispatch({type: 'log-groups-listed', logGroups: await services.listLogGroups()});
	},

	'grouping-failures': (_, context) => groupFailures(context),

	async 'reading-failure'(_, context) {
		void askAhead(context).catch(() => {});
		const {sight, failure} = await readFailure(context);
		context.dispatch({type: 'failure-read', sight, failure, at: context.services.clock.now()});
	},

	async understanding({text}, {state, services, dispatch}) {
		const incident = await understandFor(text, state.choice, services);
		const {flow: wanted} = state.settings;
		const readings =
			wanted === null
				? incident.matches.flatMap(match => readingOf(match, services))
				: readingOf(matchOf(wanted, incident.matches), services);
		dispatch({type: 'understood', incident, readings});
	},

	async checking({again, awaited}, context) {
		const {state, services, dispatch} = context;
		const {choice, incident, reading} = state;

		if (!choice) {
			return;
		}

		const facts = state.followed
			? withRefusedStorage(incident.facts, state.followed)
			: incident.facts;
		const chosen = services.subjectOf({...choice, executionArn: examinedExecution(state), facts});
		const subject = state.followed ? rootSubject(chosen, state.followed) : chosen;
		const canAsk = state.settings.isInteractive && !again && !isLogGroupAsked(state);

		if (canAsk && reading && (await services.missingInput(reading.flow, subject))) {
			dispatch({type: 'log-group-wanted', logGroups: await services.listLogGroups()});
			return;
		}

		await examine(subject, awaited, context);
	},

	async 'reading-evidence'(_, {services}) {
		services.hurryEvidence();
	},

	async preparing({remedies}, context) {
		const planned = planChanges(remedies);
		const [changes, refused] = await Promise.all([
			showAll(planned, context),
			context.services.refusedAmong(planned.map(({change}) => change)),
		]);
		context.dispatch({type: 'prepared', changes, refused: shownOf(changes, refused)});
	},

	async 'examining-plan'({plan}, context) {
		const planned = plan.changes.map(({change}) => change);
		const [changes, drifted, refused] = await Promise.all([
			showAll(plan.changes, context),
			context.services.driftedAmong(planned),
			context.services.refusedAmong(planned),
		]);
		context.dispatch({
			type: 'plan-examined',
			changes,
			drifted: shownOf(changes, drifted),
			refused: shownOf(changes, refused),
		});
	},

	async writing({shown}, context) {
		context.dispatch({type: 'written', result: await writeShown(shown, context)});
	},

	async 'preparing-retry'(_, context) {
		const {reading, subject} = context.state;
		const retry = isGroupOpen(context.state)
			? await groupRetry(context)
			: subject &&
				!isAllRepeated(context.state) &&
				(await context.services.retryFor(reading?.flow ?? null, subject));
		const [offered, others] = await Promise.all([
			retry ? showRetry(retry, context) : null,
			otherFailures(context),
		]);
		context.dispatch({type: 'retry-prepared', offered, others});
	},

	async retrying({offered}, {services, dispatch, signal}) {
		const onProgress = (line: string) => dispatch({type: 'progress', line});
		const result = await services
			.runRetry(offered.retry, {signal, onProgress})
			.catch(error => ({outcome: 'failed', message: messageOf(error)}) as const);

		if (result.outcome !== 'succeeded') {
			await services.markVerified(false);
		}

		dispatch({type: 'retried', result});
	},
};

/** Starts what the step needs. Whatever is thrown becomes a step of its own. */
export async function runEffect(context: EffectContext): Promise<void> {
	const {step} = context.state;
	const effect = effects[step.name] as
		| ((step: RunState['step'], context: EffectContext) => Promise<void>)
		| undefined;

	try {
		await effect?.(step, context);
	} catch (error) {
		context.dispatch({type: 'broke', error});
	}
}

/** That of the Map Run, where one was named. */
function examinedExecution({choice, sight}: RunState): string | null {
	const ofMapRun =
		choice?.mapRunArn && sight && 'followed' in sight ? sight.followed.failure.executionArn : null;
	return choice?.executionArn ?? ofMapRun;
}

/** Where the text says what it is and nobody decides about the checks, they ask while the failure is read. */
async function askAhead({state, services}: EffectContext): Promise<void> {
	const {choice, readings, incident, settings} = state;

	if (choice !== null && readings?.length === 1 && !settings.isInteractive) {
		const subject = services.subjectOf({...choice, facts: incident.facts});
		services.askAhead(await checksOf(readings[0]?.flow, subject, services), subject);
	}
}

/** Who cannot list executions can still paste the error: the checks say what they could not see. */
async function readFailure({
	state,
	services,
}: EffectContext): Promise<{sight: FailureInSight; failure: LastFailure | null}> {
	const {stateMachineArn = null, mapRunArn = null} = state.choice ?? {};
	const executionArn =
		state.choice?.executionArn ?? examinedGroup(state)?.executions[0]?.arn ?? null;

	if (stateMachineArn === null) {
		return {sight: {kind: 'none'}, failure: null};
	}

	const sight = await services.failureInSight({
		stateMachineArn,
		executionArn,
		mapRunArn,
		isBrief: state.readings !== null,
	});
	const isSeen = sight.kind === 'failed' || sight.kind === 'stuck';
	// Nothing is offered where the text is there and understood.
	const failure = isSeen
		? asLastFailure(sight.followed)
		: state.readings === null
			? await services.lastFailure(stateMachineArn, executionArn).catch(ifRefused(null))
			: null;
	const {flow} = state.settings;

	// A failure of another kind adds nothing to the flow that was asked for.
	const isMeant =
		flow === null ||
		services.understand(failure?.text ?? '').matches.some(match => match.flow === flow);

	return {sight, failure: isMeant ? failure : null};
}

/** A denied role whose session does not tell Step Functions is compared with the role of the state machine chosen. */
async function understandFor(
	text: string,
	choice: SubjectChoice | null,
	services: RunServices,
): Promise<Incident> {
	const incident = services.understand(text);
	return choice === null || !mayTurnOnRole(incident)
		? incident
		: services.understand(text, {roleArn: await services.roleOf(choice)});
}

type Match = Omit<FlowMatch, 'flow'> & {flow: string};

const matchOf = (flow: string, matches: readonly Match[]): Match =>
	matches.find(match => match.flow === flow) ?? {flow, confidence: 'certain', quoted: []};

const readingOf = ({flow: id, confidence, quoted}: Match, {flows}: RunServices): FlowMatch[] =>
	flows.filter(flow => flow.id === id).map(flow => ({flow, confidence, quoted}));
