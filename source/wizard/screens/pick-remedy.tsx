import type {Remedy} from '../../diagnosis/remedy.ts';
import {List} from '../components/list.tsx';
import {Words} from '../components/words.tsx';
import type {ScreenProps} from './screen-props.ts';

type Way = {key: string; label: string; remedy: Remedy | null};

const leave: Way = {key: '', label: 'Leave this problem as it is', remedy: null};

export function PickRemedy({screen: {problems}, state, dispatch}: ScreenProps<'pick-remedy'>) {
	const [problem] = problems;

	if (!problem) {
		return null;
	}

	const ways = problem.remedies.map(remedy => ({key: remedy.id, label: labelOf(remedy), remedy}));

	return (
		<>
			<Words tone="bad" fit="cut">{`PROBLEM: ${problem.answer}`}</Words>
			<Words tone="strong" fit="cut">
				How shall it be mended? You will see every change first.
			</Words>
			<List<Way>
				key={problem.id}
				items={[...ways, leave]}
				otherRows={6}
				canGoBack={state.answered.length > 0}
				onPick={({remedy}) => dispatch({type: 'remedy-chosen', remedy})}
				onBack={() => dispatch({type: 'went-back'})}
				onQuit={() => dispatch({type: 'left'})}
			/>
		</>
	);
}

const labelOf = ({title, widens}: Remedy): string =>
	`${title} (${widens ? `widens: ${widens}` : 'widens nothing'})`;
