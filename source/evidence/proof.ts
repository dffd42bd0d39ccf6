import type {Reads} from '../account/account.ts';
import type {StateTest, StateTestResult} from '../account/test-state.ts';
import type {FollowedFailure, Root} from '../diagnosis/followed-failure.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {detailText} from '../history/event-details.ts';
import type {Passage} from '../history/passage.ts';
import {redactSecrets} from '../secrets.ts';
import {type Piece, unavailable} from './evidence.ts';
import {orSay} from './or-say.ts';
import {contextOf, mocksOf, stateText, type TaskMocks, variablesOf} from './tested-state.ts';

/** The state that failed, run alone as it is and as the change would make it. */
export type Proof = Piece & {
	/** All of it, for beside the diff. */
	line: string;
	state: string | null;
	/**
	 * `text-only`: the failure is the service's own and was mocked, so that only the new text is shown to work.
	 * `not-reproduced`: even before the change it does not fail as the execution did.
	 */
	outcome: 'shown' | 'text-only' | 'still-fails' | 'not-reproduced' | 'not-known' | 'not-tested';
	/** Null where a task was not mocked, as where there is none. */
	mocked: TaskMocks['of'] | null;
	before: StateTestResult | null;
	after: StateTestResult | null;
};

const title = 'Proof (TestState)';

/** What cannot be tested, for whatever reason: the change can be made all the same. */
export const notProven = (why: string, state: string | null = null): Proof => ({
	...unavailable(title, why),
	line: `${title}: not tested. ${why}`,
	state,
	outcome: 'not-tested',
	mocked: null,
	before: null,
	after: null,
});

export type DefinitionUpdate = Extract<Change, {kind: 'definition'}>;

/** A question waits for it. */
const patience = 10_000;

/** A change of a definition, before it is written: with the input that the execution failed with, and no real task. */
export const prove = (
	change: DefinitionUpdate,
	followed: FollowedFailure,
	reads: Pick<Reads, 'testState'>,
): Promise<Proof> =>
	orSay(proven(change, followed, reads), why => notProven(why, followed.root.state), patience);

async function proven(
	change: DefinitionUpdate,
	{root}: FollowedFailure,
	reads: Pick<Reads, 'testState'>,
): Promise<Proof> {
	const asked = testsOf(change, root);

	if ('why' in asked) {
		return notProven(asked.why, root.state);
	}

	const [before, after] = await Promise.all([
		reads.testState(asked.before),
		reads.testState(asked.after),
	]);
	const proof = {
		state: root.state,
		outcome: await outcomeOf(asked, {before, after, error: root.error}, reads),
		mocked: asked.mocked,
		before: redacted(before),
		after: redacted(after),
	};

	const finding = words(proof, root);
	const said = notes[asked.mocked ?? 'no-task'];

	return {
		...unavailable(title, ''),
		...proof,
		read: ['states:TestState'],
		unavailable: null,
		line: `${title}: ${[finding, ...said].join(' ')}`,
		findings: [finding],
		notes: said,
	};
}

type Tests = {before: StateTest; after: StateTest; mocked: TaskMocks['of'] | null};

/** What TestState runs without a mock and without calling or waiting for anything. */
const calledByNone = new Set(['Choice', 'Pass', 'Succeed']);
const usesContext = /\$\$\.|\$states\.context/;

function testsOf(change: DefinitionUpdate, root: Root): Tests | {why: string} {
	const {state: name, execution, machine, chain} = root;
	const passage = chain?.root ?? null;
	const before = name === null ? null : stateText(change.before, name);
	const after = name === null ? null : stateText(change.after, name);

	if (execution.stateMachineArn.split('/')[0] !== change.stateMachineArn) {
		return {why: 'The execution that failed is of another state machine.'};
	}

	if (!before || !after || !passage || passage.name !== name) {
		return {why: 'The state that failed is not known from the history and this definition.'};
	}

	if (before.text === after.text) {
		return {why: `The change is outside state ${name}, and TestState runs one state alone.`};
	}

	const input = wholeInput(passage);

	if (input === null) {
		return {why: `The history does not hold the whole input of state ${name}.`};
	}

	const given = {input, variables: variablesOf(passage, root)};
	const {type, value} = after.state;

	if (type === 'Task') {
		const mocks = mocksOf(passage, root, String(value.Resource));
		const context = contextOf(root, passage, machine?.roleArn ?? null);

		return {
			before: {...given, definition: before.text, mock: mocks.before, context},
			after: {...given, definition: after.text, mock: mocks.after, context},
			mocked: mocks.of,
		};
	}

	if (!calledByNone.has(type ?? '')) {
		return {why: `A ${type} state cannot be run alone with what the history holds.`};
	}

	if (usesContext.test(before.text + after.text)) {
		return {why: `TestState takes the context object with mocked tasks only, and ${name} uses it.`};
	}

	if (machine === null) {
		return {why: 'The role of the execution, which TestState needs for this state, was not read.'};
	}

	const asRole = {...given, mock: null, roleArn: machine.roleArn};

	return {
		before: {...asRole, definition: before.text},
		after: {...asRole, definition: after.text},
		mocked: null,
	};
}

function wholeInput({entered}: Passage): string | null {
	const details = entered?.details.inputDetails;
	return Object(details).truncated === true ? null : detailText(entered, 'input');
}

async function outcomeOf(
	asked: Tests,
	{before, after, error}: {before: StateTestResult; after: StateTestResult; error: string | null},
	reads: Pick<Reads, 'testState'>,
): Promise<Proof['outcome']> {
	if (after.status !== 'SUCCEEDED') {
		return (await failsOfMock(asked, reads)) ? 'not-known' : 'still-fails';
	}

	if (!isSameFailure(before, error)) {
		return 'not-reproduced';
	}

	return asked.mocked === 'mocked-error' ? 'text-only' : 'shown';
}

const marker = 'MockedError';

/** What stood for an answer that nobody knows is what it fails of, where the state gets as far as its call. */
async function failsOfMock(
	{after, mocked}: Tests,
	reads: Pick<Reads, 'testState'>,
): Promise<boolean> {
	if (after.mock === null || mocked === 'answer') {
		return false;
	}

	const mock = {kind: 'error', error: marker, cause: null, retries: 0} as const;
	const {error} = await reads.testState({...after, mock});
	return error === marker;
}

const redacted = (result: StateTestResult): StateTestResult => ({
	...result,
	cause: result.cause === null ? null : redactSecrets(result.cause),
});

function words(
	{
		before,
		after,
		outcome,
	}: Pick<Proof, 'outcome'> & {before: StateTestResult; after: StateTestResult},
	{error}: Root,
): string {
	if (outcome === 'text-only') {
		return `with its error mocked, the state fails with ${error}, as the execution did; with the change and a mocked answer, it ${ending(after)}. This shows that the new text works with this input, not that ${isTimeout(error) ? 'the new limit is long enough: a mocked task takes no time' : 'the service accepts the call'}.`;
	}

	const was = isSameFailure(before, error)
		? `before the change the state fails with ${error}, as the execution did`
		: `before the change the state ${ending(before)}, and the execution failed with ${error}`;
	const cause = outcome === 'still-fails' && after.cause ? `: ${shortOf(after.cause)}` : '';
	const unsure = outcome === 'not-known' ? ', which its mocked answer can be the reason for' : '';

	return `${was}; with the change it ${outcome === 'still-fails' ? 'still ' : ''}${ending(after)}${unsure}${cause || '.'}`;
}

/** What else stands in the way of it. */
const shortOf = (cause: string): string =>
	cause.length > 400 ? `${cause.slice(0, 400)}…` : cause.replace(/(?<![.!])$/, '.');

/** A Catch that took it had no part in why it failed. */
const isSameFailure = (result: StateTestResult, error: string | null): boolean =>
	/^(?:FAILED|CAUGHT_ERROR)$/.test(result.status) && result.error === error;

const isTimeout = (error: string | null): boolean =>
	/^States\.(?:Heartbeat)?Timeout$/.test(error ?? '');

function ending({status, error, nextState}: StateTestResult): string {
	const next = nextState === null ? 'succeeds' : `continues at ${nextState}`;

	switch (status) {
		case 'SUCCEEDED':
			return next;
		case 'CAUGHT_ERROR':
			return `fails with ${error}, and a Catch ${next === 'succeeds' ? 'takes it' : next}`;
		case 'RETRIABLE':
			return `fails with ${error}, and a Retry matches it`;
		default:
			return `fails with ${error}`;
	}
}

const notes: Record<TaskMocks['of'] | 'no-task', string[]> = {
	'no-task': [],
	answer: ['The task was mocked with its answer in the history.'],
	'no-answer': ['The task was mocked with an empty answer: the history holds none.'],
	'mocked-error': [],
};
