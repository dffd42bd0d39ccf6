import {Hints} from '../components/hints.tsx';
import {useKeys} from '../components/keys.tsx';
import {useElapsed} from '../components/use-elapsed.ts';
import {Words} from '../components/words.tsx';
import type {ScreenProps} from './screen-props.ts';

const labels = {
	'listing-machines': 'Listing the state machines',
	'listing-roles': 'Listing the roles',
	'listing-log-groups': 'Listing the log groups',
	'reading-failure': 'Looking for the last failed execution',
	understanding: 'Reading the text',
	preparing: 'Preparing the changes',
	'preparing-retry': 'Looking whether what failed can be repeated',
} as const;

export function Waiting({screen, dispatch}: ScreenProps<keyof typeof labels>) {
	const elapsed = useElapsed();

	useKeys({
		onKey(input) {
			if (input === 'q') {
				dispatch({type: 'left'});
			}
		},
	});

	return (
		<>
			<Words fit="cut">{`${labels[screen.name]} ... ${elapsed} s`}</Words>
			<Hints keys={['q leave']} />
		</>
	);
}
