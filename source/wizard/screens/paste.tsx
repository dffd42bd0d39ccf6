import {PasteArea} from '../components/paste-area.tsx';
import type {ScreenProps} from './screen-props.ts';

export function Paste({state, dispatch}: ScreenProps<'paste'>) {
	const {draft, draftIsOffered, settings} = state;
	const title =
		settings.practice && draftIsOffered
			? 'Press Enter to use the error of this practice, or paste your own.'
			: 'Paste the error: the whole message, with whatever is around it.';

	return (
		<PasteArea
			question={title}
			placeholder="nothing yet: paste the whole message"
			draft={draft}
			isOffered={draftIsOffered}
			escapeHint={state.answered.length > 0 ? 'back' : null}
			onChange={text => dispatch({type: 'draft-changed', text})}
			onSubmit={() => dispatch({type: 'draft-submitted'})}
			onBack={() => dispatch({type: 'went-back'})}
		/>
	);
}
