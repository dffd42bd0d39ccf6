import {describeChange} from '../changes/describe-change.ts';
import {retryCommand} from '../changes/retry-command.ts';
import type {Change} from '../diagnosis/remedy.ts';
import type {Retry} from '../diagnosis/retry.ts';
import type {EffectContext, RefusedChange} from './event.ts';
import {inJsonCommand, patchCommand} from './hand-over.ts';
import {failureToExplain} from './state.ts';
import type {ShownChange, ShownRetry} from './step.ts';

type Planned = {change: Change; remedyIds: string[]};

export const showAll = (
	planned: readonly Planned[],
	context: EffectContext,
): Promise<ShownChange[]> =>
	Promise.all(planned.map(({change, remedyIds}) => showProven(change, remedyIds, context)));

/** Those of the changes shown that something was found about. */
export const shownOf = (
	changes: readonly ShownChange[],
	found: ReadonlyArray<{change: Change; why: string}>,
): RefusedChange[] =>
	changes.flatMap(shown =>
		found.filter(({change}) => change === shown.change).map(({why}) => ({shown, why})),
	);

/** Gathers what a person is shown before the question; the change itself stays the very one to be written. */
export async function showChange(
	change: Change,
	remedyIds: string[],
	{state, services}: EffectContext,
): Promise<ShownChange> {
	const {subject, settings} = state;
	const patch = subject && (await services.patchFor(change, subject, settings.patch));
	const isPrinted = patch === null || settings.patch !== null;

	return {
		change,
		remedyIds,
		...describeChange(change, settings.location),
		patch: isPrinted
			? patch
			: {...patch, command: patch.owner && patchCommand(state, patch.owner.tool)},
		inJson: inJsonCommand(state),
		proof: null,
		review: null,
	};
}

/** The same, with what the failed state does under it, and what AWS says of a policy: before the yes. */
export async function showProven(
	change: Change,
	remedyIds: string[],
	context: EffectContext,
): Promise<ShownChange> {
	const {state, services} = context;
	const of = failureToExplain(state);
	const [shown, proof, review] = await Promise.all([
		showChange(change, remedyIds, context),
		change.kind === 'definition' && of !== null && !state.settings.isQuick
			? services.prove(change, of)
			: null,
		state.settings.isQuick ? null : services.reviewPolicy(change),
	]);

	return {...shown, proof, review};
}

export async function showRetry(retry: Retry, context: EffectContext): Promise<ShownRetry> {
	return {
		retry,
		command: retryCommand(retry, context.state.settings.location),
		shown: 'change' in retry ? await showChange(retry.change, [], context) : null,
	};
}
