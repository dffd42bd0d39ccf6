import {useKeys} from './keys.tsx';
import {Words} from './words.tsx';

export const tooSmall = 'The window is too small for the question. Make it larger to continue.';

/** Stands in for a question that does not fit: no key answers it. */
export function TooSmall() {
	useKeys({onKey() {}});

	return <Words>{tooSmall}</Words>;
}
