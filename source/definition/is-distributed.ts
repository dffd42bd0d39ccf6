import {member} from '../json.ts';
import type {StateAt} from './walk-states.ts';

/** Whether a Map state runs its items as executions of their own. */
export function isDistributed({type, value}: StateAt): boolean {
	return (
		type === 'Map' &&
		[member(value, 'ItemProcessor'), member(value, 'Iterator')].some(
			processor => member(member(processor, 'ProcessorConfig'), 'Mode') === 'DISTRIBUTED',
		)
	);
}
