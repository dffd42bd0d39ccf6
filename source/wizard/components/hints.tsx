import {Words} from './words.tsx';

/** Which keys do what, in one row. */
export const Hints = ({keys}: {keys: string[]}) => (
	<Words tone="dim" fit="cut">
		{keys.join(' · ')}
	</Words>
);
