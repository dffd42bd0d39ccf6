import {useMemo} from 'react';
import type {Question} from '../run/choice.ts';
import type {RunEvent} from '../run/event.ts';
import {optionsFor} from '../run/read-typed.ts';
import {useAccountRows} from './components/account-line.tsx';
import {Confirm} from './components/confirm.tsx';
import {insertText} from './components/draft.ts';
import {List} from './components/list.tsx';
import {PasteArea} from './components/paste-area.tsx';
import {useRowsOf} from './components/question.tsx';
import {Summary} from './components/summary.tsx';
import {TooSmall} from './components/too-small.tsx';
import {useSize} from './components/use-window.ts';
import {Words} from './components/words.tsx';

type Props = {
	question: Question;
	canGoBack: boolean;
	/** `?` has something to tell. */
	isExplainable: boolean;
	/** What `?` told. */
	reason: string | null;
	/** The text that the question came with can be restored. */
	hasOffer: boolean;
	dispatch(event: RunEvent): void;
};

/** The margin, one line of what a yes does, both answers and the keys. */
const rowsBeside = 5;

/** Whether all that a yes is given to stands on the screen. */
function useIsWhole(): (question: {about: string; text: string}) => boolean {
	const {rows} = useSize();
	const rowsOf = useRowsOf();
	const accountRows = useAccountRows();
	return ({about, text}) =>
		rowsOf(about) + rowsOf(`${text} (y/N) _`) + accountRows + rowsBeside < rows;
}

/** The question of the current step, in the component of its kind. */
export function Asking({question, canGoBack, isExplainable, reason, hasOffer, dispatch}: Props) {
	const isWhole = useIsWhole();
	const find = useMemo(
		() => (question.kind === 'choice' ? optionsFor(question) : () => []),
		[question],
	);
	const onBack = () => dispatch({type: 'went-back'});
	const explain = isExplainable && {onExplain: () => dispatch({type: 'explained'})};

	switch (question.kind) {
		case 'choice':
			return (
				<List
					note={[question.note, reason].filter(Boolean).join('\n') || null}
					question={question.text}
					items={question.options}
					find={find}
					{...(question.takesTarget && {alsoTakes: 'paste an ARN, a URL or the error'})}
					{...(question.filterFor !== null && {filterFor: question.filterFor})}
					isArriving={question.isArriving}
					initialFilter={question.filter}
					initialKey={question.preselected}
					canGoBack={canGoBack}
					onPick={({event}) => dispatch(event)}
					{...(question.takesError && {
						onPaste: (text: string) => dispatch({type: 'paste-chosen', text: insertText('', text)}),
					})}
					{...explain}
					onBack={onBack}
					onQuit={() => dispatch({type: 'left'})}
				/>
			);
		case 'text':
			return (
				<PasteArea
					note={reason}
					question={question.text}
					placeholder={question.placeholder}
					draft={question.draft}
					isOffered={question.isOffered}
					fault={question.fault}
					canGoBack={canGoBack}
					empty={question.empty}
					onChange={text => dispatch({type: 'draft-changed', text})}
					{...explain}
					{...(hasOffer && {onRestore: () => dispatch({type: 'offer-restored'})})}
					onSubmit={() => dispatch(question.submit)}
					onBack={onBack}
				/>
			);
		case 'confirm':
			return !isWhole(question) ? (
				<TooSmall onGone={() => dispatch({type: 'window-grown'})} />
			) : (
				<>
					{reason && isWhole({...question, text: `${reason}\n${question.text}`}) && (
						<Words>{reason}</Words>
					)}
					<Words>{question.about}</Words>
					<Summary {...question} />
					<Confirm
						canGoBack={canGoBack}
						question={question.text}
						yes={question.yes}
						no={question.no}
						{...explain}
						onAnswer={yes => dispatch({type: 'confirmed', yes})}
						onBack={onBack}
					/>
				</>
			);
	}
}
