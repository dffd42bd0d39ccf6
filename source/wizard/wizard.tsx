import {useApp} from 'ink';
import {useEffect, useMemo, useState} from 'react';
import type {Clock} from '../clock.ts';
import type {RunEvent} from '../run/event.ts';
import {isExplainable, reasonShown} from '../run/explain-question.ts';
import {canGoBack} from '../run/go-back.ts';
import {questionOf} from '../run/question.ts';
import {offeredText} from '../run/read-error.ts';
import type {Run} from '../run/run.ts';
import {Asking} from './asking.tsx';
import {AccountLine, AccountRowsProvider, accountLines} from './components/account-line.tsx';
import {Frame} from './components/frame.tsx';
import {widestReadable} from './components/frame-size.ts';
import {Keys, type TextAhead} from './components/keys.tsx';
import {RailProvider, useRoomForRail} from './components/rail.tsx';
import {ThemeProvider} from './components/theme.ts';
import {TooSmall} from './components/too-small.tsx';
import {useSize} from './components/use-window.ts';
import {Transcript} from './transcript.tsx';
import {Working} from './working.tsx';

type Props = {run: Run; clock: Clock; colour: boolean; ahead: TextAhead | null};

const fewestRows = 8;
const fewestColumns = 20;

/** The root: what is finished above, what is asked below. The only place that leaves. */
export function Wizard({run, clock, colour, ahead}: Props) {
	const {exit} = useApp();
	const [state, setState] = useState(run.state);
	const {status, step, settings, transcript, stepNumber} = state;
	const question = useMemo(() => questionOf(state), [state]);
	const {rows, columns} = useSize();
	const isTooSmall = rows < fewestRows || columns < fewestColumns;
	const hasRail = useRoomForRail();
	const account = accountLines(settings, Math.min(columns, widestReadable) - (hasRail ? 2 : 0));
	const dispatch = (event: RunEvent) => run.dispatch(event, stepNumber);

	useEffect(() => {
		const update = () => setState(run.state());
		update();
		return run.subscribe(update);
	}, [run]);

	useEffect(() => {
		if (status === null) {
			return;
		}

		// Ink prints the last rows of the transcript twice when it is told to end in the same turn.
		const leaving = setImmediate(() => exit(status));
		return () => clearImmediate(leaving);
	}, [status, exit]);

	return (
		<ThemeProvider value={{clock, colour}}>
			<Keys onInterrupt={run.interrupt} ahead={ahead}>
				<RailProvider value={hasRail}>
					<Transcript entries={transcript} />
					{step.name !== 'end' && (
						<Frame>
							<AccountLine lines={account} />
							<AccountRowsProvider value={account.length}>
								{isTooSmall ? (
									<TooSmall key={stepNumber} onGone={() => dispatch({type: 'window-grown'})} />
								) : question ? (
									<Asking
										key={stepNumber}
										question={question}
										canGoBack={canGoBack(state)}
										isExplainable={isExplainable(state)}
										reason={reasonShown(state)}
										hasOffer={offeredText(state) !== null}
										dispatch={dispatch}
									/>
								) : (
									<Working key={stepNumber} state={state} dispatch={dispatch} />
								)}
							</AccountRowsProvider>
						</Frame>
					)}
				</RailProvider>
			</Keys>
		</ThemeProvider>
	);
}
