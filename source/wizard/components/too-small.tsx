import {useEffect, useState} from 'react';
import {tooSmallIn} from './frame-size.ts';
import {useKeys} from './keys.tsx';
import {useSize} from './use-window.ts';
import {Words} from './words.tsx';

type Props = {
	/** The question is asked again: the window has been made larger. */
	onGone?(): void;
};

/** Stands in for a question that does not fit: no key answers it. */
export function TooSmall({onGone}: Props) {
	useKeys({onKey() {}});
	// The first is of the step that the notice stands in for: a later step takes none of it.
	const [gone] = useState(() => onGone);
	useEffect(() => gone, [gone]);

	return <TooSmallNotice />;
}

export const TooSmallNotice = () => <Words>{tooSmallIn(useSize())}</Words>;
