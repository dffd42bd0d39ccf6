import type {Reads} from '../account/account.ts';
import type {StateTest, StateTestResult} from '../account/test-state.ts';
import type {FollowedFailure, Root} from '../diagnosis/followed-failure.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {detailText} from '../history/event-details.ts';
import type {Passage} from '../history/passage.ts';
import {redactSecrets} from '../secrets.ts';
import {type Piece, unavailable} from './evidence.ts';
import {orSay} from './or-say.ts';
import {briefly, isSameFailure, isTimeout, notes, type ProofOutcome, words} from './proof-words.ts';
import {contextOf, mocksOf, stateText, type TaskMocks, variablesOf} from './tested-state.ts';

/** The state that failed, run alone as it is and as the change would make it. */
export type Proof = Piece & {
	/** All of it. */
	line: string;
	/** As much as a yes needs to know: beside the diff. */
	brief: string;
	state: string | null;
	outcome: ProofOutcome;
	/** Null where a task was not mocked, as where there is none. */
	mocked: TaskMocks['of'] | null;
	before: StateTestResult | null;
	after: StateTestResult | null;
};

const title = 'Proof (TestState)';

/** What cannot be tested, for whatever reason: the change can be made all the same. */
export function notProven(why: string, state: string | null = null): Proof {
	const line = `${title}: not tested. ${why}`;
	return {
		...unavailable(title, why),
		line,
		brief: line,
		state,
		outcome: 'not-tested',
		mocked: null,
		before: null,
		after: null,
	};
}

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

	if (asked.mocked === 'mocked-error' && isTimeout(root.error)) {
		return notProven(
			'A mocked task takes no time, so TestState cannot show whether a limit is long enough.',
			root.state,
		);
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
	// Before the change a mocked error shows the mock alone.
	const isMock = asked.mocked === 'mocked-error';
	const said = notes[asked.mocked ?? 'no-task'];
	const heading = proof.outcome === 'text-only' ? 'TestState with mocked results' : title;

	return {
		...unavailable(heading, ''),
		...proof,
		before: isMock ? null : proof.before,
		read: ['states:TestState'],
		unavailable: null,
		line: `${heading}: ${[finding, ...said].join(' ')}`,
		brief: `${heading}: ${proof.outcome === 'shown' ? briefly(proof, root) : finding}`,
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
		return {why: `The change is outside ${name}, the state that failed.`};
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
