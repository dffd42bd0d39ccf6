import {ifRefused} from '../account/if-refused.ts';
import type {FailureInSight} from '../diagnosis/failure-in-sight.ts';
import type {EffectContext} from './event.ts';
import {asLastFailure} from './last-failure.ts';
import {examinedGroup} from './not-examined.ts';
import type {LastFailure} from './services.ts';
import type {RunState} from './state.ts';

/** That of the Map Run, where one was named. */
export function examinedExecution({choice, sight}: RunState): string | null {
	const ofMapRun =
		choice?.mapRunArn && sight && 'followed' in sight ? sight.followed.failure.executionArn : null;
	return choice?.executionArn ?? ofMapRun;
}

/** Who cannot list executions can still paste the error: the checks say what they could not see. */
export async function readFailure({
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
	const failure = isSeen
		? asLastFailure(sight.followed)
		: await services.lastFailure(stateMachineArn, executionArn).catch(ifRefused(null));
	const {flow} = state.settings;

	// A failure of another kind adds nothing to the flow that was asked for.
	const isMeant =
		flow === null ||
		services.understand(failure?.text ?? '').matches.some(match => match.flow === flow);

	return {sight, failure: isMeant ? failure : null};
}
