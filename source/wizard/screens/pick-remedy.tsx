import type {Remedy} from '../../diagnosis/remedy.ts';
import {List} from '../components/list.tsx';
import type {ScreenProps} from './screen-props.ts';

type Way = {key: string; label: string; remedy: Remedy | null};

const leave: Way = {key: '', label: 'Leave this problem as it is', remedy: null};

export function PickRemedy({screen: {problems}, state, dispatch}: ScreenProps<'pick-remedy'>) {
	const [problem] = problems;

	if (!problem) {
		return null;
	}

	const {remedies} = problem;
	const ways = remedies.map((remedy, index) => ({
		key: remedy.id,
		label: `${remedies.length > 1 ? `${index + 1}. ` : ''}${labelOf(remedy)}`,
		remedy,
	}));

	return (
		<List<Way>
			note={problem.answer}
			question="How shall it be mended? You will see every change first."
			key={problem.id}
			items={[...ways, leave]}
			canGoBack={state.answered.length > 0}
			onPick={({remedy}) => dispatch({type: 'remedy-chosen', remedy})}
			onBack={() => dispatch({type: 'went-back'})}
			onQuit={() => dispatch({type: 'left'})}
		/>
	);
}

const labelOf = ({title, widens}: Remedy): string =>
	`${title} (${widens ? 'widens: see above' : 'widens nothing'})`;
