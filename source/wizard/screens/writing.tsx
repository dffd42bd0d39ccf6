import {Hints} from '../components/hints.tsx';
import {useElapsed} from '../components/use-elapsed.ts';
import {Words} from '../components/words.tsx';
import type {ScreenProps} from './screen-props.ts';

/** A write under way, or what failed being repeated. */
export function Writing({screen}: ScreenProps<'writing' | 'retrying'>) {
	const elapsed = useElapsed();
	const what = screen.name === 'writing' ? screen.shown.target : screen.offered.retry.title;
	const hint = screen.interrupted
		? 'Stopping; Ctrl-C again leaves at once'
		: 'Ctrl-C stops the waiting';

	return (
		<>
			<Words fit="cut">{what}</Words>
			<Words tone="strong" fit="cut">{`${screen.progress ?? 'Writing'} ... ${elapsed} s`}</Words>
			<Hints keys={[hint]} />
		</>
	);
}
