import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Retry} from '../diagnosis/retry.ts';
import type {FailuresRead} from '../failures/read-failures.ts';
import {count} from '../text.ts';
import type {EffectContext} from './event.ts';
import {examinedGroup} from './not-examined.ts';
import {failureToExplain, type RunState, writtenChanges} from './state.ts';

/** Where nobody named a window, those of the last day are looked at after a fix. */
const day = 24 * 60 * 60 * 1000;

/** Who cannot list executions is told so, and the newest failure is examined as far as it can be. */
export async function groupFailures({
	state,
	services,
	dispatch,
	signal,
}: EffectContext): Promise<void> {
	const {stateMachineArn = null} = state.choice ?? {};
	const until = services.clock.now();
	const since = until - (state.settings.since ?? day);
	const onProgress = (line: string) => dispatch({type: 'progress', line});
	const none = {
		since,
		until,
		failed: 0,
		read: 0,
		repeated: 0,
		begunGroup: null,
		groups: [],
		notes: [],
	};
	const failures =
		stateMachineArn === null
			? {...none, unread: []}
			: await services
					.failuresSince(stateMachineArn, since, {signal, onProgress})
					.catch(notListed(none));

	dispatch({type: 'failures-grouped', failures, fixed: await fixedGroup(state)});
}

const failed = ['FAILED', 'TIMED_OUT', 'ABORTED'];

/** A fix of one cause says nothing about the executions that failed of another. */
export async function otherFailures({state, services}: EffectContext): Promise<string | null> {
	const {stateMachineArn = null} = state.choice ?? {};
	const examined = failureToExplain(state)?.failure.executionArn;

	const isWanted = state.failures === null && writtenChanges(state).length > 0;

	// AWS lists no Express executions.
	if (stateMachineArn === null || !isWanted || !examined?.includes(':execution:')) {
		return null;
	}

	const newest = await services.newestExecutions(stateMachineArn).catch(ifRefused([]));
	const others = newest.filter(
		({arn, status, stoppedAt}) =>
			arn !== examined &&
			failed.includes(status) &&
			(stoppedAt?.getTime() ?? 0) > services.clock.now() - day,
	);
	const cut = newest.length >= 100 ? `, of the newest ${newest.length},` : '';
	return others.length === 0
		? null
		: `${count(others.length, 'other execution')}${cut} failed within a day`;
}

async function fixedGroup(state: RunState): Promise<string | null> {
	const {root} = failureToExplain(state) ?? {};

	if (!root) {
		return null;
	}

	const {groupIdOf} = await import('../failures/failure-groups.ts');
	const {execution, state: name, error, cause} = root;
	const stateMachineArn = execution.stateMachineArn.replace(/\/[^/]*$/, '');
	return groupIdOf({root: {stateMachineArn, state: name, error, cause}, status: execution.status});
}

const notListed =
	(none: Omit<FailuresRead, 'unread'>) =>
	(error: unknown): FailuresRead => {
		if (error instanceof AccountError) {
			return {...none, unread: [`The failed executions were not listed: ${error.message}`]};
		}

		throw error;
	};

/** Repeating the other executions of the group; null where none is left. */
export async function groupRetry({state, services}: EffectContext): Promise<Retry | null> {
	const group = examinedGroup(state);
	const {stateMachineArn = null} = state.choice ?? {};

	return group === null || stateMachineArn === null
		? null
		: services.groupRetryFor(stateMachineArn, group, {
				isDefinitionWritten: writtenChanges(state).some(
					({shown}) => shown.change.kind === 'definition',
				),
				repeatedArn: failureToExplain(state)?.failure.executionArn ?? null,
			});
}
