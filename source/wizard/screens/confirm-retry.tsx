import {Confirm} from '../components/confirm.tsx';
import {Words} from '../components/words.tsx';
import {retryWords} from '../retry-words.ts';
import type {ScreenProps} from './screen-props.ts';

export const ConfirmRetry = ({
	screen: {offered},
	state,
	dispatch,
}: ScreenProps<'confirm-retry'>) => (
	<>
		<Words fit="cut">{offered.retry.title}</Words>
		<Confirm
			canGoBack={state.answered.length > 0}
			question={retryWords[offered.retry.kind].question}
			onAnswer={yes => dispatch({type: 'confirmed', yes})}
			onBack={() => dispatch({type: 'went-back'})}
		/>
	</>
);
