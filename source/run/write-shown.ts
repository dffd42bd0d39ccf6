import {messageOf} from '../errors.ts';
import type {EffectContext, WriteResult} from './event.ts';
import {showChange, showProven} from './show-change.ts';
import type {ShownChange} from './step.ts';

/** Writes what was shown; what did not go as planned comes back as the next thing to show. */
export async function writeShown(shown: ShownChange, context: EffectContext): Promise<WriteResult> {
	const {services, dispatch, signal} = context;
	const {change, remedyIds} = shown;

	try {
		const result = await services.applyChange(change, {
			signal,
			onProgress: line => dispatch({type: 'progress', line}),
			remedyId: remedyIds.length > 0 ? remedyIds.join(',') : null,
		});

		switch (result.outcome) {
			case 'moved':
				return {
					...result,
					now: result.now && (await showProven(result.now, remedyIds, context)),
				};
			case 'refused':
				return {outcome: 'not-written', why: result.why};
			case 'failed':
			case 'unknown':
				return {
					outcome: result.outcome,
					why: result.error.message,
					...(result.error.kind === 'access-denied' && {isDenied: true}),
				};
			default: {
				const {restore, ...rest} = result;
				return restore ? {...rest, restore: await showChange(restore, remedyIds, context)} : rest;
			}
		}
	} catch (error) {
		return {
			outcome: 'unknown',
			why: signal.aborted ? 'The write was interrupted.' : messageOf(error),
		};
	}
}
