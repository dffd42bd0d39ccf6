import {useKeys} from './keys.tsx';
import {Words} from './words.tsx';

/** Stands in for a question that does not fit: no key answers it. */
export function TooSmall() {
	useKeys({onKey() {}});

	return <Words>The window is too small for the question. Make it larger to continue.</Words>;
}
