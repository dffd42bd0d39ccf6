import {PasteArea} from '../components/paste-area.tsx';
import {Words} from '../components/words.tsx';
import type {ScreenProps} from './screen-props.ts';

export function Paste({state, dispatch}: ScreenProps<'paste'>) {
	const {draft, draftIsOffered, settings} = state;
	const title =
		settings.practice && draftIsOffered
			? 'Press Enter to use the error of this practice, or paste your own.'
			: 'Paste the error: the whole message, with whatever is around it.';

	return (
		<>
			<Words tone="strong" fit="cut">
				{title}
			</Words>
			<PasteArea
				draft={draft}
				isOffered={draftIsOffered}
				otherRows={6}
				canGoBack={state.answered.length > 0}
				onChange={text => dispatch({type: 'draft-changed', text})}
				onSubmit={() => dispatch({type: 'draft-submitted'})}
				onBack={() => dispatch({type: 'went-back'})}
			/>
		</>
	);
}
