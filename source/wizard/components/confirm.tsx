import {Box} from 'ink';
import {Hints} from './hints.tsx';
import {useKeys} from './keys.tsx';
import {useLatestState} from './use-latest-state.ts';
import {looksPasted, typedLine, useTyping} from './use-typing.ts';
import {Words} from './words.tsx';

/** Nothing but these, typed and followed by Return, is a yes. */
export const isYes = (typed: string): boolean => ['y', 'yes'].includes(typed.trim().toLowerCase());

type Props = {
	question: string;
	onAnswer(yes: boolean): void;
	onBack(): void;
	/** `?` pressed. */
	onExplain?(): void;
	canGoBack: boolean;
};

/** Asks for a yes to what was shown. The default is no, and pasted text is no answer. */
export function Confirm({question, onAnswer, onBack, onExplain, canGoBack}: Props) {
	const typing = useTyping();
	const [typed, read, write] = useLatestState('');

	// A `y` and Return that arrive together are a person over a slow line, or a script; a terminal marks what is
	// pasted, and where it cannot, a paste of just these letters is not what anybody has on the clipboard.
	useKeys({
		onKey(input, key) {
			if (key.escape) {
				onBack();
			} else if (input === '?' && onExplain) {
				onExplain();
			} else if (key.return) {
				typing.isReturnMeant() && onAnswer(isYes(read()));
			} else if (key.backspace || key.delete) {
				write([...read()].slice(0, -1).join(''));
			} else if (typedLine(input) !== null) {
				onAnswer(isYes(`${read()}${input}`));
			} else if (input !== '' && !key.ctrl && !key.meta) {
				looksPasted(input) && typing.inserted();
				write(looksPasted(input) ? read() : `${read()}${input}`.slice(0, 20));
			}
		},
	});

	return (
		<Box flexDirection="column">
			<Words tone="strong">{`${question} (y/N) ${typed}_`}</Words>
			<Hints
				keys={[
					'y and Enter: yes',
					'anything else: no',
					...(onExplain ? ['? command'] : []),
					canGoBack ? 'Esc back' : 'Esc no',
					'Ctrl-C leave',
				]}
			/>
		</Box>
	);
}
