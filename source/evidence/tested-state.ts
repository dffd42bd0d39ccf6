import type {StateMock} from '../account/test-state.ts';
import {parseDefinition} from '../definition/parse-definition.ts';
import {type StateAt, walkStates} from '../definition/walk-states.ts';
import type {Root} from '../diagnosis/followed-failure.ts';
import {detailText, toldBy} from '../history/event-details.ts';
import type {Passage} from '../history/passage.ts';
import {isFailure} from '../history/passages.ts';
import {parseJson} from '../json.ts';

/** What stands for the task: as the history shows how it ended, or nothing where it shows none. */
export type TaskMocks = {
	before: StateMock;
	after: StateMock;
	/** `mocked-error`: the failure itself is the mock, which the state's text has no part in. */
	of: 'answer' | 'no-answer' | 'mocked-error';
};

const calledFor = /^(?:Task|LambdaFunction|Activity)(?:Scheduled|Started|Submitted)$/;
const answered = /^(?:Task|LambdaFunction|Activity)Succeeded$/;

/** The task as it ended in this passage. `.sync` is mocked with what is polled, which no history holds. */
export function mocksOf(passage: Passage, {chain}: Root, resource: string): TaskMocks {
	const own = answerOf(passage);
	const failed = passage.events.findLast(isFailure);
	const wasCalled = passage.events.some(({type}) => calledFor.test(type));
	const known = /\.sync(?::2)?$/.test(resource)
		? null
		: (own ??
			(chain?.passages.all ?? [])
				.filter(({name}) => name === passage.name)
				.map(answerOf)
				.findLast(answer => answer !== null) ??
			null);
	const result: StateMock = {kind: 'result', result: known ?? emptyAnswer(resource)};
	const {error, cause} = toldBy(failed);

	return failed && wasCalled && own === null
		? {
				before: {
					kind: 'error',
					error: error ?? 'States.TaskFailed',
					cause,
					retries: retriesOf(passage),
				},
				after: result,
				of: 'mocked-error',
			}
		: {before: result, after: result, of: known === null ? 'no-answer' : 'answer'};
}

/** A function's answer is within what the service says of the call, and states take it from there. */
const emptyAnswer = (resource: string): string =>
	/:lambda:invoke$/.test(resource) ? '{"Payload":{},"StatusCode":200}' : '{}';

const answerOf = ({events}: Passage): string | null =>
	detailText(
		events.findLast(({type}) => answered.test(type)),
		'output',
	);

const retriesOf = ({events}: Passage): number =>
	Math.max(0, events.filter(({type}) => type.endsWith('Scheduled')).length - 1);

/** Alone, it no longer takes the query language of the definition. */
export function stateText(definition: string, name: string): {state: StateAt; text: string} | null {
	const state = walkStates(parseDefinition(definition)).find(each => each.name === name);

	return state
		? {
				state,
				text: JSON.stringify({
					...state.value,
					...(state.queryLanguage === 'JSONata' && {QueryLanguage: 'JSONata'}),
				}),
			}
		: null;
}

/** What the states before assigned, where this state sees it; null where that is nothing. */
export function variablesOf(passage: Passage, {chain}: Root): string | null {
	const seen = (chain?.passages.all ?? []).filter(({exited}) => exited !== null);
	const assigned = seen
		.filter(each => isVisible(each, passage))
		.flatMap(({exited}) => Object.entries(Object(exited?.details.assignedVariables ?? {})))
		.map(([name, text]) => [name, parseJson(String(text)) ?? null]);

	return assigned.length === 0 ? null : JSON.stringify(Object.fromEntries(assigned));
}

/** On the same level, or on one around it. */
function isVisible({within, index}: Passage, from: Passage): boolean {
	return (
		(within === from.within && index === from.index) ||
		(from.within !== null && isVisible({within, index} as Passage, from.within))
	);
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
export const contextOf = (
	{execution, machine}: Root,
	{name, entered, index}: Passage,
	roleArn: string | null,
): string =>
	JSON.stringify({
		Execution: {
			Id: execution.arn,
			Input: parseJson(execution.input ?? null) ?? {},
			Name: execution.name,
			...(roleArn !== null && {RoleArn: roleArn}),
			...(execution.startedAt && {StartTime: execution.startedAt.toISOString()}),
		},
		State: {
			Name: name,
			...(entered?.timestamp && {EnteredTime: entered.timestamp.toISOString()}),
			RetryCount: 0,
		},
		StateMachine: {
			Id: execution.stateMachineArn,
			...(machine && {Name: machine.name}),
		},
		Task: {Token: 'mocked'},
		...(index !== null && {Map: {Item: {Index: index}}}),
	});
