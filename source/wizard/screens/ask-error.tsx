import {insertText} from '../components/draft.ts';
import {List} from '../components/list.tsx';
import type {WizardEvent} from '../event.ts';
import type {LastFailure} from '../services.ts';
import type {ScreenProps} from './screen-props.ts';

type Way = {key: string; label: string; event: WizardEvent};

export function AskError({screen: {failure}, state, dispatch}: ScreenProps<'ask-error'>) {
	return (
		<List
			question="What went wrong? Paste the error here, or choose."
			items={waysToTell(failure)}
			canGoBack={state.answered.length > 0}
			onPick={({event}) => dispatch(event)}
			onPaste={text => dispatch({type: 'paste-chosen', text: insertText('', text)})}
			onBack={() => dispatch({type: 'went-back'})}
			onQuit={() => dispatch({type: 'left'})}
		/>
	);
}

const waysToTell = (failure: LastFailure | null): Way[] => [
	...(failure
		? [
				{
					key: 'failure',
					label: `Use the error of the last failed execution: ${describe(failure)}`,
					event: {type: 'failure-chosen'} as const,
				},
			]
		: []),
	{key: 'paste', label: 'Paste the error', event: {type: 'paste-chosen', text: ''}},
	{key: 'all', label: 'No error at hand: check everything', event: {type: 'everything-chosen'}},
];

const describe = ({executionName, stoppedAt, text}: LastFailure): string =>
	[executionName, stoppedAt?.toISOString().slice(0, 16).replace('T', ' '), text.slice(0, 200)]
		.filter(Boolean)
		.join(', ');
