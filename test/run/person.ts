import type {Scenario} from '../../source/practice/scenario.ts';
import type {Question} from '../../source/run/choice.ts';
import type {RunState} from '../../source/run/state.ts';
import type {Person, Reply} from './faces.tsx';

export const manners = [
	'all yes',
	'all no',
	'no to the first',
	'back once',
	'back from a change',
] as const;
export type Manner = (typeof manners)[number];

/** Somebody who has what the scenario says, takes the first way everywhere, and answers in this manner. */
export function personOf({target, role, logGroup}: Scenario, manner: Manner): Person {
	let changes = 0;
	let wentBack = false;

	const goesBack = ({step}: RunState): boolean =>
		!wentBack &&
		((manner === 'back once' && step.name === 'meaning') ||
			(manner === 'back from a change' && step.name === 'confirm'));

	return (state, question) => {
		if (goesBack(state)) {
			wentBack = true;
			return 'back';
		}

		switch (state.step.name) {
			case 'pick-machine':
				return optionOf(question, ({label}) => label === target) ?? last(question);
			case 'pick-role':
				return optionOf(question, ({label}) => label === role) ?? last(question);
			case 'pick-log-group':
				return optionOf(question, ({label}) => label === logGroup) ?? last(question);
			case 'ask-error':
				return optionOf(question, ({key}) => key === 'failure') ?? last(question);
			case 'confirm':
				changes += 1;
				return manner === 'all no' || (manner === 'no to the first' && changes === 1)
					? 'no'
					: 'yes';
			case 'confirm-retry':
				// The others of its cause are offered where somebody can be asked, and with --since.
				if (state.step.offered.retry.kind === 'repeat-group') {
					return 'no';
				}

				return manner === 'all no' ? 'no' : 'yes';
			case 'paste':
			case 'ask-input':
				return 'enter';
			default:
				return optionOf(question, () => true) ?? 'no';
		}
	};
}

function optionOf(
	question: Question,
	fits: (option: {key: string; label: string}) => boolean,
): Reply | null {
	const option = question.kind === 'choice' ? question.options.find(fits) : undefined;
	return option ? {option} : null;
}

const last = (question: Question): Reply =>
	question.kind === 'choice' && question.options.length > 0
		? {option: question.options.at(-1) as never}
		: 'enter';
