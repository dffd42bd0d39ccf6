import {PassThrough, Writable} from 'node:stream';
import {render} from 'ink';
import {useLayoutEffect, useState} from 'react';
import {memoryJournal} from '../../source/changes/journal.ts';
import type {ExitStatus} from '../../source/exit-status.ts';
import {createPage, plainStyle} from '../../source/output/plain/page.ts';
import {type Flags, runByFlags} from '../../source/plain/answer-by-flags.ts';
import {askInLines} from '../../source/plain/ask-in-lines.ts';
import {drive} from '../../source/plain/drive.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {accountServices} from '../../source/run/account-services.ts';
import type {Option, Question} from '../../source/run/choice.ts';
import {questionOf} from '../../source/run/question.ts';
import {type Run, startRun} from '../../source/run/run.ts';
import type {RunOptions} from '../../source/run/services.ts';
import {openPracticeAccount, type Session, sessionOn} from '../../source/run/session.ts';
import type {RunState} from '../../source/run/state.ts';
import {Wizard} from '../../source/wizard/wizard.tsx';
import {createFakeClock} from '../practice/fake-clock.ts';

/** What a person answers; `enter` takes what is offered. */
export type Reply = {option: Option} | 'yes' | 'no' | 'back' | 'enter';
export type Person = (state: RunState, question: Question) => Reply;

export type Played = {
	state: RunState;
	session: Session;
	account: AccountState;
	status: ExitStatus | null;
	printed: string;
};

/** One run of a scenario through a face, on an account and a clock of its own. */
export async function play(
	scenario: Scenario,
	options: RunOptions,
	drivenBy: (run: Run, session: Session) => Promise<string>,
	location: Pick<Session['location'], 'profile' | 'endpointUrl'> = {
		profile: null,
		endpointUrl: null,
	},
): Promise<Played> {
	const clock = createFakeClock();
	const {account, state} = await openPracticeAccount(scenario, clock);
	const session = await sessionOn(account, {
		...location,
		clock,
		journal: memoryJournal(),
		practice: scenario,
		waits: {tell() {}},
	});
	const run = startRun(accountServices(session), options);
	const printed = await drivenBy(run, session);

	return {state: run.state(), session, account: state, status: run.state().status, printed};
}

/** What the command line says of a scenario. */
export const namedBy = (
	{target, role, logGroup, paste}: Scenario,
	{accountId, region}: {accountId: string; region: string},
): RunOptions => ({
	offeredText: paste,
	target: target === null ? null : {kind: 'name', name: target},
	roleArn: role && `arn:aws:iam::${accountId}:role/${role}`,
	logGroupArn: logGroup && `arn:aws:logs:${region}:${accountId}:log-group:${logGroup}`,
});

function printer() {
	const texts: string[] = [];
	const page = createPage({write: (text: string) => texts.push(text)}, plainStyle);
	return {page, printed: () => texts.join('')};
}

/** Plain lines, every question asked. */
export const inLines = (person: Person) => async (run: Run) => {
	const {page, printed} = printer();
	await drive(run, page, (state, question) => {
		const lines = linesOf(question, person(state, question));
		return askInLines(question, {
			page,
			canGoBack: state.answered.length > 0,
			ask: async () => lines,
		});
	});

	return printed();
};

function linesOf(question: Question, reply: Reply): string[] {
	if (typeof reply === 'object') {
		const {options = []} = question.kind === 'choice' ? question : {};
		return [String(options.findIndex(({key}) => key === reply.option.key) + 1)];
	}

	return [{yes: 'y', no: 'n', back: 'b', enter: ''}[reply]];
}

/** Answered by flags, and by the person where they leave something open. */
export const byFlags = (flags: Flags, person: Person) => async (run: Run) => {
	const {page, printed} = printer();
	await runByFlags(run, {
		page,
		flags,
		ask: async () => {
			const state = run.state();
			const question = questionOf(state);
			return question && linesOf(question, person(state, question));
		},
	});

	return printed();
};

/** Ink, with the keys that a person presses. */
export const onScreens = (person: Person) => async (run: Run, session: Session) => {
	const texts: string[] = [];
	const stdout = Object.assign(
		new Writable({
			decodeStrings: false,
			write(chunk: string, _encoding, done) {
				texts.push(String(chunk));
				done();
			},
		}),
		{columns: 100, rows: 40, isTTY: true},
	);
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode() {},
		ref() {},
		unref() {},
	});
	let painted = -1;
	const app = render(
		<>
			<Wizard run={run} clock={session.clock} colour={false} ahead={null} />
			<Probe
				run={run}
				onPainted={stepNumber => {
					painted = stepNumber;
				}}
			/>
		</>,
		{
			stdin: stdin as never,
			stdout: stdout as never,
			exitOnCtrlC: false,
			patchConsole: false,
			interactive: true,
		},
	);

	for (let state = run.state(); state.step.name !== 'end'; state = run.state()) {
		const question = questionOf(state);

		if (question && painted === state.stepNumber) {
			for (const key of keysOf(question, person(state, question))) {
				stdin.write(key);
				await tick();
			}

			// One answer to one question, whenever it arrives.
			while (run.state().stepNumber === state.stepNumber) {
				await tick();
			}
		}

		await tick();
	}

	await app.waitUntilExit();
	return texts.join('');
};

const tick = () => new Promise(resolve => setImmediate(resolve));

/** Says which step is painted: a key that comes before goes to the question before. */
function Probe({run, onPainted}: {run: Run; onPainted(stepNumber: number): void}) {
	const [stepNumber, setStepNumber] = useState(-1);

	useLayoutEffect(() => {
		const update = () => setStepNumber(run.state().stepNumber);
		update();
		return run.subscribe(update);
	}, [run]);
	useLayoutEffect(() => onPainted(stepNumber));

	return null;
}

const escapeKey = '\u001B';
const down = '\u001B[B';

function keysOf(question: Question, reply: Reply): string[] {
	if (typeof reply === 'object') {
		const {options = [], filter = ''} = question.kind === 'choice' ? question : {};
		const index = options.findIndex(({key}) => key === reply.option.key);
		return [...(filter === '' ? [] : [escapeKey]), ...Array<string>(index).fill(down), '\r'];
	}

	return {yes: ['y', '\r'], no: ['n', '\r'], back: [escapeKey], enter: ['\r']}[reply];
}
