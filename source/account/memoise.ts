import type {Reads} from './account.ts';
import type {StateMachineSummary} from './step-functions.ts';

/**
 * Reads that ask AWS once for each method and its arguments, however many want the answer.
 * A refusal is an answer too, and stays. For fresh answers call `memoise` again.
 */
export function memoise(reads: Reads): Reads {
	const entries = Object.entries(reads).map(([name, read]) => [name, once(read as Read)]);
	const memoised = Object.fromEntries(entries) as Reads;

	return {
		...memoised,
		listStateMachines: listedOnce(reads.listStateMachines),
		// A role's boundary is in the role, which is read for its own sake as well.
		rolePolicies: once((roleName: string) => reads.rolePolicies(roleName, memoised.role)),
		inlinePolicy: once((roleName: string, policyName: string) =>
			reads.inlinePolicy(roleName, policyName, memoised.role),
		),
	};
}

/** Who asks while the list is read receives the pages as they arrive. */
function listedOnce(list: Reads['listStateMachines']): Reads['listStateMachines'] {
	const listeners = new Set<(soFar: StateMachineSummary[]) => void>();
	let soFar: StateMachineSummary[] = [];
	let answer: ReturnType<typeof list> | null = null;

	return onPage => {
		if (onPage) {
			listeners.add(onPage);

			if (soFar.length > 0) {
				onPage(soFar);
			}
		}

		answer ??= list(items => {
			soFar = items;

			for (const tell of listeners) {
				tell(items);
			}
		});

		return answer;
	};
}

type Read = (...arguments_: never[]) => Promise<unknown>;

function once<Answer, Arguments extends unknown[]>(
	read: (...arguments_: Arguments) => Promise<Answer>,
): (...arguments_: Arguments) => Promise<Answer> {
	const answers = new Map<string, Promise<Answer>>();

	return (...arguments_) => {
		const key = keyOf(arguments_);
		const known = answers.get(key);

		if (known) {
			return known;
		}

		const answer = read(...arguments_);
		answers.set(key, answer);

		return answer;
	};
}

/** An argument left out and an argument that is undefined are the same question. */
export function keyOf(arguments_: readonly unknown[]): string {
	const given = arguments_.findLastIndex(argument => argument !== undefined);

	return JSON.stringify(arguments_.slice(0, given + 1));
}
