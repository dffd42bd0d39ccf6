import {AccountError} from '../../source/account/account-error.ts';
import type {Execution, HistoryEvent, StateMachine} from '../../source/account/step-functions.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import {type Definition, parseDefinition} from '../../source/definition/parse-definition.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {failedExecution} from '../../source/diagnosis/failed-execution.ts';
import {eventsToRead, failingEvent, textOf} from '../../source/history/failing-state.ts';
import {type Visit, visitOf} from '../../source/history/visit.ts';
import {isExpress, namedExecution} from '../common/express-subject.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/** An execution that failed, and the state that it failed in. */
export type FailedRun = {
	stateMachine: StateMachine;
	execution: Execution;
	error: string | null;
	cause: string | null;
	/** The event that tells of the failure; null where the history holds none. */
	event: HistoryEvent | null;
	/** Null where the events read do not reach back to its beginning. */
	visit: Visit | null;
	/** The live definition. */
	definition: Definition;
	/** The failing state as it stands now; null where there is none of that name any more. */
	state: StateAt | null;
	/** The same in the definition that the execution ran; as it stands now where that cannot be read. */
	ran: StateAt | null;
	/** The Parallel and Map states that it ran in, the innermost first. */
	around: StateAt[];
};

/** In words, why there is none. */
export type NoFailedRun = {none: string; isExpress?: boolean};

/** The named execution, or else the newest that failed. */
export async function failedRun(context: CheckContext): Promise<FailedRun | NoFailedRun> {
	const {reads, subject} = context;
	const named = subject.executionArn ?? namedExecution(subject);
	const stateMachine = await subjectStateMachine(context);

	if (stateMachine === null) {
		return {none: 'there is no state machine whose executions could be read'};
	}

	if (stateMachine.type === 'EXPRESS' || (named !== null && isExpress(named))) {
		return {
			none: 'AWS keeps no history of Express executions: only their logs tell',
			isExpress: true,
		};
	}

	const execution = await failedExecution(reads, stateMachine.arn, named);

	if (execution === null) {
		return {
			none:
				named === null
					? 'AWS shows no failed execution of it (it keeps them for 90 days)'
					: `${named} is not among those that failed`,
		};
	}

	const [events, executed] = await Promise.all([
		reads.latestEvents(execution.arn, eventsToRead),
		executedDefinition(execution, stateMachine, context),
	]);

	return gathered(stateMachine, execution, events, executed);
}

function gathered(
	stateMachine: StateMachine,
	execution: Execution,
	events: readonly HistoryEvent[],
	executed: string,
): FailedRun {
	const event = failingEvent(events);
	const visit = event && visitOf(event, events);
	const definition = parseDefinition(stateMachine.definition);
	const stateIn = (states: readonly StateAt[]): StateAt | null =>
		states.find(({name}) => name === visit?.state) ?? null;
	const executedStates = walkStates(parseDefinition(executed));
	const ran = stateIn(executedStates);

	return {
		stateMachine,
		execution,
		error: textOf(event ?? undefined, 'error') ?? execution.error,
		cause: textOf(event ?? undefined, 'cause') ?? execution.cause,
		event,
		visit,
		definition,
		state: stateIn(walkStates(definition)),
		ran,
		around: executedStates.filter(({path}) => ran?.path.startsWith(`${path}/`)).toReversed(),
	};
}

async function executedDefinition(
	{arn}: Execution,
	{definition}: StateMachine,
	{reads}: CheckContext,
): Promise<string> {
	try {
		return (await reads.executedMachine(arn)).definition;
	} catch (error) {
		if (error instanceof AccountError) {
			return definition;
		}

		throw error;
	}
}

/** For the commands of checks, which are written before anything is read. */
export const historyCommand = ({executionArn, facts, region}: CheckContext['subject']): string => {
	const arn = executionArn ?? facts.executionArn ?? '<execution ARN>';
	return `aws stepfunctions get-execution-history --execution-arn ${shellQuote(arn)} --reverse-order --max-items 20 --region ${region}`;
};
