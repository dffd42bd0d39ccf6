import {Box} from 'ink';
import {Fragment} from 'react';
import {count} from '../../text.ts';
import {insertText, previewOf, rubOut} from './draft.ts';
import {Hints} from './hints.tsx';
import {useKeys} from './keys.tsx';
import {Question, useRowsAbove} from './question.tsx';
import {useLatestState} from './use-latest-state.ts';
import {useTyping} from './use-typing.ts';
import {useSize} from './use-window.ts';
import {Words} from './words.tsx';

type Props = {
	question: string;
	/** Stands under the text. */
	fault?: string | null;
	/** Stands where the text will. */
	placeholder: string;
	draft: string;
	/** The draft was put there for the person: the first key or paste replaces it. */
	isOffered: boolean;
	/** What Escape does; null where it is not told. */
	escapeHint: string | null;
	onChange(text: string): void;
	onSubmit(): void;
	onBack(): void;
};

/** Takes a text of many lines, pasted or typed, and shows enough of it to recognise it by. */
export function PasteArea(props: Props) {
	const {question, draft, isOffered, fault = null, escapeHint, onChange, onSubmit, onBack} = props;
	const {rows} = useSize();
	const rowsLeft = rows - 1 - useRowsAbove(question) - 4 - (fault ? 2 : 0);
	const typing = useTyping();
	const [, read, write] = useLatestState({text: draft, isOffered});
	const change = (text: string) => {
		write({text, isOffered: false});
		onChange(text);
	};
	const insert = (input: string) => change(insertText(read().isOffered ? '' : read().text, input));

	useKeys({
		// A bracketed paste tells its own end: a Return right after it is meant.
		onPaste: insert,
		onKey(input, key) {
			if (key.escape) {
				onBack();
			} else if (key.return) {
				typing.isReturnMeant() ? onSubmit() : insert('\n');
			} else if (key.backspace || key.delete) {
				change(rubOut(read().isOffered ? '' : read().text));
			} else if (key.ctrl && input === 'u') {
				change('');
			} else if (input !== '' && !key.ctrl && !key.meta) {
				typing.inserted();
				insert(input);
			}
		},
	});

	return (
		<Box flexDirection="column">
			<Question>{question}</Question>
			<Draft
				draft={draft}
				rows={Math.min(6, Math.max(2, rowsLeft))}
				placeholder={props.placeholder}
			/>
			{fault && <Words tone="bad">{fault}</Words>}
			<Hints
				keys={[
					'Enter to continue',
					'Ctrl-U to clear',
					...(escapeHint ? [`Esc ${escapeHint}`] : []),
					'Ctrl-C leave',
				]}
			/>
		</Box>
	);
}

function Draft({draft, rows, placeholder}: {draft: string; rows: number; placeholder: string}) {
	if (draft === '') {
		return <Words tone="dim">{`| ${placeholder}`}</Words>;
	}

	const {lines, hidden, total} = previewOf(draft, rows);
	const last = lines.length - 1;

	const fit = total === 1 ? 'wrap' : 'cut';

	return (
		<>
			<Box flexDirection="column" maxHeight={rows + 1} overflow="hidden">
				{lines.map((line, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
					<Fragment key={index}>
						{hidden > 0 && index === last && (
							<Words tone="dim">{`| ... ${count(hidden, 'more line')} ...`}</Words>
						)}
						<Words fit={fit}>{`| ${line}`}</Words>
					</Fragment>
				))}
			</Box>
			<Words tone="dim" fit="cut">
				{`${total > 1 ? 'Pasted ' : ''}${count(total, 'line')}, ${count(draft.length, 'character')}`}
			</Words>
		</>
	);
}
