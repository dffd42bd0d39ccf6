import {Confirm} from '../components/confirm.tsx';
import {Words} from '../components/words.tsx';
import type {ScreenProps} from './screen-props.ts';

export const ConfirmRetry = ({screen: {offered}, dispatch}: ScreenProps<'confirm-retry'>) => (
	<>
		<Words fit="cut">{offered.retry.title}</Words>
		<Confirm
			canGoBack={false}
			question="Repeat it now?"
			onAnswer={yes => dispatch({type: 'confirmed', yes})}
			onBack={() => dispatch({type: 'confirmed', yes: false})}
		/>
	</>
);
