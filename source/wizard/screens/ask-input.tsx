import {PasteArea} from '../components/paste-area.tsx';
import type {ScreenProps} from './screen-props.ts';

export function AskInput({screen, dispatch}: ScreenProps<'ask-input'>) {
	const {draft, isOffered, fault} = screen;
	const question = isOffered
		? 'Its input: press Enter to take this one, or paste other JSON.'
		: 'Its input, as JSON:';

	return (
		<PasteArea
			question={question}
			placeholder="nothing yet: {} is an empty input"
			draft={draft}
			isOffered={isOffered}
			fault={fault}
			escapeHint="to start none"
			onChange={text => dispatch({type: 'draft-changed', text})}
			onSubmit={() => dispatch({type: 'input-submitted'})}
			onBack={() => dispatch({type: 'went-back'})}
		/>
	);
}
