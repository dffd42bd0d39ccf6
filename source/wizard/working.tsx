import {Box} from 'ink';
import type {RunEvent} from '../run/event.ts';
import type {RunState} from '../run/state.ts';
import {type StepOf, workOf} from '../run/step.ts';
import {count} from '../text.ts';
import {useAccountRows} from './components/account-line.tsx';
import {CheckRow} from './components/check-row.tsx';
import {Hints} from './components/hints.tsx';
import {useKeys, useTextAhead} from './components/keys.tsx';
import {useElapsed} from './components/use-elapsed.ts';
import {useSize} from './components/use-window.ts';
import {Words} from './components/words.tsx';

type Props = {state: RunState; dispatch(event: RunEvent): void};

/** What is under way while nothing is asked. */
export function Working({state, dispatch}: Props) {
	const {step} = state;

	switch (step.name) {
		case 'checking':
			return <Checking step={step} canGoBack={state.answered.length > 0} dispatch={dispatch} />;
		case 'writing':
			return <Writing step={step} what={step.shown.target} />;
		case 'retrying':
			return <Writing step={step} what={step.offered.retry.title} />;
		default:
			return (
				<Waiting what={workOf(step)} canGoBack={state.answered.length > 0} dispatch={dispatch} />
			);
	}
}

function Checking({
	step,
	canGoBack,
	dispatch,
}: {
	step: StepOf<'checking'>;
	canGoBack: boolean;
	dispatch(event: RunEvent): void;
}) {
	const {lines} = step;
	const {rows} = useSize();
	const elapsed = useElapsed();
	const height = Math.max(3, rows - 4 - useAccountRows());
	const done = lines.filter(({answered}) => answered).length;

	useWaitingKeys(canGoBack, dispatch);

	return (
		<>
			<Words tone="strong" fit="cut">
				{`${workOf(step)}: ${done} of ${lines.length} answered, ${elapsed} s`}
			</Words>
			<Box flexDirection="column">
				{lines.slice(0, height - 1).map(line => (
					<CheckRow key={line.id} line={line} fit="cut" />
				))}
			</Box>
			{lines.length >= height && (
				<Words tone="dim">{`... and ${count(lines.length - height + 1, 'more check')}`}</Words>
			)}
			<Hints keys={waitingHints(canGoBack)} />
		</>
	);
}

const waitingHints = (canGoBack: boolean) => [...(canGoBack ? ['Esc back'] : []), 'q leave'];

function useWaitingKeys(canGoBack: boolean, dispatch: Props['dispatch']): void {
	const ahead = useTextAhead();

	useKeys({
		isWaiting: true,
		onKey(input, key) {
			if (canGoBack && key.escape) {
				dispatch({type: 'went-back'});
			} else if (input === 'q' && ahead.isEmpty()) {
				dispatch({type: 'left'});
			} else {
				ahead.type(input, key);
			}
		},
		onPaste: ahead.paste,
	});
}

function Waiting({
	what,
	canGoBack,
	dispatch,
}: {what: string; canGoBack: boolean} & Pick<Props, 'dispatch'>) {
	const elapsed = useElapsed();
	useWaitingKeys(canGoBack, dispatch);

	return (
		<>
			<Words>{`${what} ... ${elapsed} s`}</Words>
			<Hints keys={waitingHints(canGoBack)} />
		</>
	);
}

/** A write under way, or what failed being repeated. */
function Writing({step, what}: {step: StepOf<'writing' | 'retrying'>; what: string}) {
	const elapsed = useElapsed();
	const hint = step.interrupted
		? 'Stopping; press Ctrl-C again to leave at once'
		: 'Ctrl-C stops the waiting';

	return (
		<>
			<Words>{what}</Words>
			<Words tone="strong" fit="cut">{`${workOf(step)} ... ${elapsed} s`}</Words>
			<Hints keys={[hint]} />
		</>
	);
}
