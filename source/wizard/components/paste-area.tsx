import {Box} from 'ink';
import {Fragment, useRef} from 'react';
import {count} from '../../text.ts';
import {type Draft, type DraftVerb, editDraft, previewAt, previewOf} from './draft.ts';
import {editVerbOf} from './edit-keys.ts';
import {Hints} from './hints.tsx';
import {useKeys} from './keys.tsx';
import {Fault, Question, useRowsAbove, useRowsOf} from './question.tsx';
import {TooSmallNotice} from './too-small.tsx';
import {useLatestState} from './use-latest-state.ts';
import {useTyping} from './use-typing.ts';
import {useSize} from './use-window.ts';
import {Words} from './words.tsx';

type Props = {
	/** Stands above the question. */
	note?: string | null;
	question: string;
	/** Stands under the text. */
	fault?: string | null;
	/** Stands where the text will. */
	placeholder: string;
	draft: string;
	/** The draft was put there for the person: the first key or paste replaces it. */
	isOffered: boolean;
	canGoBack: boolean;
	/** What a text of nothing does; null where one is needed. */
	empty: string | null;
	onChange(text: string): void;
	onSubmit(): void;
	onBack(): void;
	/** `?` pressed before there is a text. */
	onExplain?(): void;
	/** Ctrl-U pressed where there is no text; absent where none was put there. */
	onRestore?(): void;
};

/** Takes a text of many lines, pasted or typed, and shows enough of it to recognise it by. */
export function PasteArea(props: Props) {
	const {
		note = null,
		question,
		draft,
		isOffered,
		fault = null,
		canGoBack,
		empty,
		onChange,
		onSubmit,
		onBack,
		onExplain,
		onRestore,
	} = props;
	const {rows} = useSize();
	const rowsOf = useRowsOf();
	// Beside the keys. A line of the text, the one of what is left out and its length have to fit.
	const left = rows - 2 - useRowsAbove(question) - (fault ? rowsOf(fault) : 0);
	const noteRows = note ? rowsOf(note) : 0;
	const hasNote = left - noteRows >= 3;
	const isTooSmall = left < 3;
	const typing = useTyping();
	const [edited, read, write] = useLatestState<Draft>(() => ({text: draft, cursor: draft.length}));
	const isFresh = useRef(isOffered);
	const edit = (verb: DraftVerb) => {
		const changes = ['insert', 'rub-out', 'rub-out-word', 'delete'].includes(verb.verb);
		const before = isFresh.current && changes ? {text: '', cursor: 0} : read();
		const after = editDraft(before, verb);
		write(after);

		if (after.text !== read().text || changes || verb.verb === 'clear') {
			isFresh.current = false;
			onChange(after.text);
		}
	};
	const insert = (text: string) => edit({verb: 'insert', text});

	useKeys({
		// A bracketed paste tells its own end: a Return right after it is meant.
		onPaste: text => isTooSmall || insert(text),
		onKey(input, key) {
			if (isTooSmall) {
				return;
			}

			const verb: DraftVerb | null = key.upArrow
				? {verb: 'up'}
				: key.downArrow
					? {verb: 'down'}
					: editVerbOf(input, key);

			if (input === '?' && onExplain && (isFresh.current || read().text === '')) {
				onExplain();
			} else if (key.escape) {
				onBack();
			} else if (key.return) {
				typing.isReturnMeant() ? onSubmit() : insert('\n');
			} else if (verb?.verb === 'clear' && onRestore && read().text === '') {
				onRestore();
			} else if (verb) {
				edit(verb);
			} else if (input !== '' && !key.ctrl && !key.meta) {
				typing.inserted();
				insert(input);
			}
		},
	});

	if (isTooSmall) {
		return <TooSmallNotice />;
	}

	return (
		<Box flexDirection="column">
			{note && hasNote && <Words>{note}</Words>}
			<Question>{question}</Question>
			<Preview
				draft={edited}
				rows={Math.min(6, Math.max(1, left - (hasNote ? noteRows : 0) - 2))}
				placeholder={props.placeholder}
			/>
			{fault && <Fault>{fault}</Fault>}
			<Hints
				keys={[
					'Arrows to edit',
					onRestore && edited.text === '' ? 'Ctrl-U to restore the text' : 'Ctrl-U to clear',
					...(onExplain && (edited.text === '' || isOffered) ? ['? explain'] : []),
					edited.text === '' && empty ? `Enter ${empty}` : 'Enter to continue',
					...(canGoBack ? ['Esc back'] : []),
					'Ctrl-C leave',
				]}
			/>
		</Box>
	);
}

function Preview({draft, rows, placeholder}: {draft: Draft; rows: number; placeholder: string}) {
	const {text, cursor} = draft;

	if (text === '') {
		return <Words tone="dim">{`| ${placeholder}`}</Words>;
	}

	const {lines, hidden, total} =
		cursor === text.length ? previewOf(text, rows) : previewAt(draft, rows);
	const last = lines.length - 1;

	const fit = total === 1 ? 'wrap' : 'cut';

	return (
		<>
			<Box flexDirection="column" maxHeight={rows + 1} overflow="hidden">
				{lines.map((line, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
					<Fragment key={index}>
						{hidden > 0 && cursor === text.length && index === last && (
							<Words tone="dim">{`| ... ${count(hidden, 'more line')} ...`}</Words>
						)}
						<Words fit={fit}>{`| ${line}`}</Words>
					</Fragment>
				))}
			</Box>
			<Words tone="dim" fit="cut">
				{`${total > 1 ? 'Pasted ' : ''}${count(total, 'line')}, ${count(text.length, 'character')}`}
			</Words>
		</>
	);
}
