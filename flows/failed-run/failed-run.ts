import {ifRefused} from '../../source/account/if-refused.ts';
import type {Execution, HistoryEvent, StateMachine} from '../../source/account/step-functions.ts';
import type {AwsCommand} from '../../source/aws/command.ts';
import {option} from '../../source/aws/shell-quote.ts';
import {normalPath} from '../../source/definition/normal-path.ts';
import {type Definition, parseDefinition} from '../../source/definition/parse-definition.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import type {Answer, CheckContext} from '../../source/diagnosis/check.ts';
import {expressRun} from '../../source/diagnosis/express-execution.ts';
import {failedExecution} from '../../source/diagnosis/failed-execution.ts';
import {readChain} from '../../source/diagnosis/read-chain.ts';
import {executionArnOf, type Subject} from '../../source/diagnosis/subject.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import type {Chain} from '../../source/history/chain.ts';
import {detailText} from '../../source/history/event-details.ts';
import {isFailure} from '../../source/history/passages.ts';
import {type Visit, visitIn} from '../../source/history/visit.ts';
import {isObject, member} from '../../source/json.ts';
import {isExpress, namedExecution} from '../common/express-subject.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';
import {recentEventsCommands} from '../express/execution-words.ts';

/** An execution that failed, and the state that it failed in. */
export type FailedRun = {
	stateMachine: StateMachine;
	execution: Execution;
	error: string | null;
	cause: string | null;
	/** The state did not fail: it was under way when a limit or a person ended the execution as a whole. */
	isCutOff: boolean;
	/** The event of the failure; null where the history has none. */
	event: HistoryEvent | null;
	/** Null where the events read do not reach back to its beginning. */
	visit: Visit | null;
	/** The live definition. */
	definition: Definition;
	/** The failing state as it is now, by its name or else by what it calls; null where there is none. */
	state: StateAt | null;
	/** The same in the definition that the execution ran; as it stands now where that cannot be read. */
	ran: StateAt | null;
	/** The whole definition that the execution ran; null where that cannot be read. */
	executed: Definition | null;
	/** In sentences, what of it was not to be read. */
	unread: string[];
	/** The Parallel and Map states that it ran in, the innermost first. */
	around: StateAt[];
};

/** In words, why there is none. */
export type NoFailedRun = {none: string; isExpress?: boolean};

/** The named execution, or else the newest that failed. */
export async function failedRun(context: CheckContext): Promise<FailedRun | NoFailedRun> {
	const {reads, subject} = context;
	const named = executionArnOf(subject) ?? namedExecution(subject);
	const stateMachine = await subjectStateMachine(context);

	if (stateMachine === null) {
		return {none: 'the state machine does not exist yet, so it has no executions'};
	}

	if (named !== null && isExpress(named)) {
		return loggedRun(context, stateMachine, named);
	}

	if (stateMachine.type === 'EXPRESS') {
		return {
			none: 'AWS keeps no history of Express executions, only their logs',
			isExpress: true,
		};
	}

	const execution = await failedExecution(reads, stateMachine.arn, named);

	if (execution === null) {
		return {
			none:
				named === null
					? 'AWS lists no failed execution of it (it keeps them for 90 days)'
					: `${named} is not an execution that failed`,
		};
	}

	const executed = await reads
		.executedMachine(execution.arn)
		.then(({definition}) => definition)
		.catch(ifRefused(null));
	const {chain} = await readChain(
		reads,
		execution.arn,
		normalPath(parseDefinition(executed ?? stateMachine.definition)),
	);

	return gathered(stateMachine, execution, chain, executed);
}

/** Of an Express execution only its log events tell; the definition that it ran is known nowhere. */
async function loggedRun(
	{reads, now}: CheckContext,
	stateMachine: StateMachine,
	named: string,
): Promise<FailedRun | NoFailedRun> {
	const run = await expressRun(reads, named, now());

	if (run.kind === 'unknown') {
		return {none: run.why.replace(/\.$/, ''), isExpress: true};
	}

	return run.execution.status === 'SUCCEEDED'
		? {none: `${named} is not an execution that failed`}
		: {
				...gathered(stateMachine, run.execution, run.read.chain, null),
				unread: run.unread,
			};
}

function gathered(
	stateMachine: StateMachine,
	execution: Execution,
	{root, links, passages}: Chain,
	text: string | null,
): FailedRun {
	const link = links.at(-1);
	const failure = root?.events.findLast(isFailure);
	const isCutOff =
		execution.status !== 'FAILED' && (failure === undefined || failure !== root?.events.at(-1));
	const isOwn = failure && detailText(failure, 'error') === (link?.error ?? null);
	const end = [...passages.events.values()].findLast(({type}) => type.startsWith('Execution'));
	const event = (isOwn ? failure : end) ?? null;
	const visit = root && visitIn(root);
	const definition = parseDefinition(stateMachine.definition);
	const stateIn = (states: readonly StateAt[]): StateAt | null =>
		states.find(({name}) => name === visit?.state) ?? null;
	const executed = text === null ? null : parseDefinition(text);
	const executedStates = walkStates(executed ?? definition);
	const ran = stateIn(executedStates);
	const live = walkStates(definition);

	return {
		stateMachine,
		execution,
		error: link ? link.error : execution.error,
		cause: link ? link.cause : execution.cause,
		isCutOff,
		event,
		visit,
		definition,
		state: stateIn(live) ?? renamed(ran, executedStates, live),
		ran,
		executed,
		unread: [],
		around: executedStates.filter(({path}) => ran?.path.startsWith(`${path}/`)).toReversed(),
	};
}

/** The one state with a new name that makes the same call. */
function renamed(
	ran: StateAt | null,
	before: readonly StateAt[],
	now: readonly StateAt[],
): StateAt | null {
	const alike = now.filter(
		state =>
			ran !== null &&
			!before.some(({name}) => name === state.name) &&
			callOf(state) === callOf(ran),
	);
	const [only = null, ...others] = alike;
	return others.length === 0 ? only : null;
}

const callOf = ({type, value}: StateAt): string =>
	JSON.stringify(
		type === 'Task' ? [value.Resource, fixedIn(value.Parameters), fixedIn(value.Arguments)] : value,
	);

/** Without what is computed. */
const fixedIn = (parameters: unknown): unknown =>
	isObject(parameters)
		? Object.entries(parameters).filter(
				([key, value]) => !key.endsWith('.$') && !String(value).startsWith('{%'),
			)
		: null;

/** Whether the failing state is another one now. */
export const isChangedSince = ({ran, state}: FailedRun): boolean =>
	state === null || JSON.stringify(ran?.value) !== JSON.stringify(state.value);

/** It can be anywhere now: nothing shows that the same input would not fail again. */
export const stateGone = ({visit}: FailedRun): Answer => ({
	outcome: 'unknown',
	evidence: 'read',
	answer: `Cannot tell: the current definition has no state ${visit?.state ?? 'that failed'}, and no state that makes the same call. Only an execution shows whether the same input fails again.`,
});

/** The history of the execution that is named or, where none is, which executions failed. */
export function historyCommands(subject: Subject): AwsCommand[] {
	const arn = executionArnOf(subject) ?? subject.facts.executionArn;

	if (arn !== null && isExpress(arn)) {
		return recentEventsCommands(subject, null);
	}

	if (arn !== null) {
		return [
			[
				'stepfunctions',
				'get-execution-history',
				...option('execution-arn', arn),
				'--reverse-order',
				...option('max-items', '20'),
			],
		];
	}

	return subject.kind === 'state-machine'
		? [
				[
					'stepfunctions',
					'list-executions',
					...option('state-machine-arn', subject.stateMachineArn),
					...option('status-filter', 'FAILED'),
					...option('max-items', '5'),
				],
			]
		: [];
}

/** The Lambda function that the failing state called, by name or ARN; null where it called none. */
export function calledFunction({visit, ran, event}: FailedRun): string | null {
	const parameters = visit && attemptsIn(visit).at(-1)?.parameters;
	const [, named] = /"FunctionName"\s?:\s?"([^"]{1,256})"/.exec(parameters ?? '') ?? [];
	const resource = member(ran?.value, 'Resource') ?? event?.details.resource;
	const isFunction = typeof resource === 'string' && /^arn:[\w-]{1,20}:lambda:/.test(resource);

	return named ?? (isFunction ? resource : null);
}

/** The execution that was read failed for another reason than the text is about. */
export const anotherFailure = ({execution, error}: FailedRun): Answer => ({
	outcome: 'unknown',
	evidence: 'read',
	answer: `Cannot tell: the execution ${execution.name} failed with ${error ?? 'no error name'}, which is another failure.`,
	details: ['Name the ARN of the failed execution instead of the state machine.'],
});
