import {Confirm} from '../components/confirm.tsx';
import {Words} from '../components/words.tsx';
import type {ScreenProps} from './screen-props.ts';

export const ConfirmChange = ({screen: {shown, rest}, dispatch}: ScreenProps<'confirm'>) => (
	<>
		<Words fit="cut">{shown.target}</Words>
		<Confirm
			key={`${shown.target} ${rest.length}`}
			question="Write this change?"
			onAnswer={yes => dispatch({type: 'confirmed', yes})}
			onBack={() => dispatch({type: 'went-back'})}
		/>
	</>
);
