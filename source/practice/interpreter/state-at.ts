import type {StateAt} from '../../definition/walk-states.ts';
import type {Frame} from './frame.ts';

/** A state as the definition's readers know it. Its place in the text does not matter to them. */
export const stateAt = ({
	name,
	language,
	state,
}: Pick<Frame, 'name' | 'language' | 'state'>): StateAt => ({
	path: `/States/${name}`,
	segments: ['States', name],
	name,
	type: String(state.Type),
	queryLanguage: language,
	value: state,
	offset: 0,
	length: 0,
});
