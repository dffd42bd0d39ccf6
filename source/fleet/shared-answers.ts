import {kindOfName} from '../account/error-names.ts';
import {keepRecent} from './keep-recent.ts';

/** What is read page by page by one alone. Everything else is asked once. */
const notShared = /^(states:List(StateMachines|Executions)|logs:(Filter|Get|Start)\w*)$/;
/**
 * What became of an execution, of a job (`request`: without a client), of what was changed: the state machine that
 * started it wants it as well. A later run asks again.
 */
const passing =
	/^(request$|states:(Describe(Execution|StateMachineForExecution|MapRun)|GetExecutionHistory)|ecs:Describe(Tasks|Services))$/;

export type SharedAnswers = {
	/** Asks once for each operation and input, however many want the answer. */
	ask(operation: string, input: object, ask: () => Promise<unknown>): Promise<unknown>;
	/** Nobody asks for these any more. */
	forget(stateMachineArn: string): void;
};

/** `known`: the answers of an interrupted run. `onAnswer` hears of each new one. */
export function createSharedAnswers(
	known: ReadonlyMap<string, unknown>,
	onAnswer: (key: string, answer: unknown) => void,
): SharedAnswers {
	const answers = new Map<string, Promise<unknown>>(
		[...known].map(([key, answer]) => [key, Promise.resolve(answer)]),
	);
	const ofMachine = new Map<string, string[]>();
	const recent = keepRecent<unknown>(answer => JSON.stringify(answer).length, isSettled);

	return {
		ask(operation, input, ask) {
			if (notShared.test(operation)) {
				return ask();
			}

			const key = keyOf(operation, input);

			if (passing.test(operation)) {
				return recent(key, ask);
			}

			const held = answers.get(key);

			if (held) {
				return held;
			}

			const answer = ask();
			answers.set(key, answer);

			// One state machine alone asks for these, and they are large.
			if ('stateMachineArn' in input) {
				const arn = String(input.stateMachineArn);
				ofMachine.set(arn, [...(ofMachine.get(arn) ?? []), key]);
			}

			// What is denied or does not exist stays so for this run; any other failure is asked again by the next.
			answer.then(
				value => onAnswer(key, value),
				error => {
					if (!isSettled(error)) {
						answers.delete(key);
					}
				},
			);

			return answer;
		},

		forget(stateMachineArn) {
			for (const key of ofMachine.get(stateMachineArn) ?? []) {
				answers.delete(key);
			}

			ofMachine.delete(stateMachineArn);
		},
	};
}

const isSettled = (error: unknown): boolean =>
	error instanceof Error && ['access-denied', 'not-found'].includes(kindOfName(error.name) ?? '');

const keyOf = (operation: string, input: object): string =>
	`${operation} ${JSON.stringify(
		Object.entries(input)
			.filter(([, value]) => value !== undefined)
			.sort(),
	)}`;
