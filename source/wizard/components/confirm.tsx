import {Box} from 'ink';
import {yesOrNo} from '../../run/choice.ts';
import {Hints} from './hints.tsx';
import {Indent} from './indent.tsx';
import {useKeys} from './keys.tsx';
import {Fault, Question} from './question.tsx';
import {useLatestState} from './use-latest-state.ts';
import {looksPasted, typedLine, useTyping} from './use-typing.ts';
import {Words} from './words.tsx';

type Props = {
	question: string;
	/** What each answer does. */
	yes: string;
	no: string;
	onAnswer(yes: boolean): void;
	onBack(): void;
	/** `?` pressed. */
	onExplain?(): void;
	canGoBack: boolean;
};

/** `typed` letters and the arrows move to an answer; Return gives it. */
type Chosen = {typed: string; isYes: boolean; isRefused?: true};

const nothing: Chosen = {typed: '', isYes: false};

/** Asks for a yes to what was shown. The default is no, and pasted text is no answer. */
export function Confirm({question, yes, no, onAnswer, onBack, onExplain, canGoBack}: Props) {
	const typing = useTyping();
	const [chosen, read, write] = useLatestState(() => nothing);
	const type = (typed: string) => write({typed, isYes: yesOrNo(typed) ?? false});
	const answer = (typed: string) => {
		const yes = typed === '' ? read().isYes : yesOrNo(typed);
		yes === null ? write({...nothing, isRefused: true}) : onAnswer(yes);
	};

	// A `y` and Return that arrive together are a person over a slow line, or a script; a terminal marks what is
	// pasted, and where it cannot, a paste of just these letters is not what anybody has on the clipboard.
	useKeys({
		onKey(input, key) {
			if (key.escape) {
				onBack();
			} else if (input === '?' && onExplain) {
				onExplain();
			} else if (key.upArrow || key.downArrow) {
				write({typed: '', isYes: key.downArrow});
			} else if (key.return) {
				typing.isReturnMeant() && answer(read().typed);
			} else if (key.backspace || key.delete) {
				type([...read().typed].slice(0, -1).join(''));
			} else if (typedLine(input) !== null) {
				answer(`${read().typed}${input}`);
			} else if (input !== '' && !key.ctrl && !key.meta) {
				looksPasted(input) && typing.inserted();
				looksPasted(input) || type(`${read().typed}${input}`.slice(0, 20));
			}
		},
	});

	return (
		<Box flexDirection="column">
			<Question>{`${question} (y/N) ${chosen.typed}_`}</Question>
			<Answer label={no} isChosen={!chosen.isYes} />
			<Answer label={yes} isChosen={chosen.isYes} />
			{chosen.isRefused ? (
				<Fault>Type y or n.</Fault>
			) : (
				<Hints
					keys={[
						'y/n or arrows, Enter',
						...(onExplain ? ['? explain'] : []),
						...(canGoBack ? ['Esc back'] : []),
						'Ctrl-C leave',
					]}
				/>
			)}
		</Box>
	);
}

const Answer = ({label, isChosen}: {label: string; isChosen: boolean}) => (
	<Indent by={2} marker={isChosen && <Words tone="accent">{'>'}</Words>}>
		<Words tone={isChosen ? 'strong' : 'plain'}>{label}</Words>
	</Indent>
);
