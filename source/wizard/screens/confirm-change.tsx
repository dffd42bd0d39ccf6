import {Confirm} from '../components/confirm.tsx';
import {Words} from '../components/words.tsx';
import type {ScreenProps} from './screen-props.ts';

export const ConfirmChange = ({screen: {shown, rest}, state, dispatch}: ScreenProps<'confirm'>) => (
	<>
		<Words fit="cut">{shown.target}</Words>
		<Confirm
			key={`${shown.target} ${rest.length}`}
			canGoBack={state.answered.length > 0}
			question="Write this change?"
			onAnswer={yes => dispatch({type: 'confirmed', yes})}
			onBack={() => dispatch({type: 'went-back'})}
		/>
	</>
);
