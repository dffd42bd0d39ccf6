import {generalChecks} from '../../flows/general.ts';
import {flows} from '../../flows/index.ts';
import {memoise} from '../../source/account/memoise.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import type {Clock} from '../../source/clock.ts';
import {diagnose} from '../../source/diagnosis/diagnose.ts';
import {loadChecks} from '../../source/diagnosis/flow.ts';
import {understand} from '../../source/incident/understand.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {bodyText, type HttpRequest, header} from '../../source/practice/wire/http.ts';

export type Counts = {
	calls: number;
	/** How often the person waits for AWS: calls that are under way at once are one round. */
	rounds: number;
	/** Calls that were made more than once with the same request. */
	repeated: string[];
};

/** `states:DescribeStateMachine`, in the words of the wire. */
export function operationOf(request: HttpRequest): string {
	const target = header(request, 'x-amz-target');

	return target?.split('.').at(-1) ?? /Action=(\w+)/.exec(bodyText(request.body))?.[1] ?? '?';
}

/**
 * The checks of a practice scenario, its calls counted. A round ends when nothing else is asked; what is loaded at its
 * first use would end it early, so it is loaded before.
 */
export async function countCalls(scenario: Scenario): Promise<Counts> {
	await checked(scenario);

	return checked(scenario);
}

/** The practice account with what it is asked: the round of each call, its operation and its body. */
export function openCounted(scenario: Scenario, arrange?: (state: AccountState) => void) {
	let time = Date.UTC(2026, 10, 26);
	const clock: Clock = {
		now: () => time,
		sleep: async milliseconds => {
			time += milliseconds;
		},
	};
	const practice = createPracticeAccount(scenario, clock);
	arrange?.(practice.state);
	const asked: Array<{round: number; call: string}> = [];
	const rounds = createRounds();
	const account = createAccount({
		clock,
		region: practice.state.region,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		requestHandler: {
			...practice.requestHandler,
			async handle(request: HttpRequest, options?: {abortSignal?: {aborted: boolean}}) {
				await rounds.next();
				asked.push({
					round: rounds.count(),
					call: `${operationOf(request)} ${bodyText(request.body)}`,
				});
				return practice.requestHandler.handle(request, options);
			},
		},
	});

	return {account, clock, state: practice.state, asked, rounds: rounds.count};
}

async function checked(scenario: Scenario): Promise<Counts> {
	const {account, clock, state, asked, rounds} = openCounted(scenario);
	const {partition, region, accountId, stateMachines} = state;
	const incident = understand(scenario.paste ?? '', flows);
	const flow = flows.find(({id}) => id === incident.matches[0]?.flow) ?? null;
	const {role, logGroup} = scenario;
	const machine = stateMachines.find(({name}) => name === scenario.target);
	const place = {partition, region, accountId, facts: incident.facts};
	const roleArn = role && `arn:${partition}:iam::${accountId}:role/${role}`;
	const logGroupArn =
		logGroup && `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroup}`;

	const own = await loadChecks(flow?.checks() ?? []);

	await diagnose(own.length > 0 ? own : await loadChecks(generalChecks()), {
		subject: machine
			? {
					...place,
					kind: 'state-machine',
					stateMachineArn: machine.arn,
					executionArn: null,
					roleArn,
					logGroupArn,
				}
			: {...place, kind: 'not-created', roleArn: roleArn ?? '', logGroupArn},
		reads: memoise(account.reads),
		now: clock.now,
	});

	const calls = asked.map(({call}) => call);

	return {
		calls: calls.length,
		rounds: rounds(),
		// A query is asked for its results until it has them.
		repeated: calls.filter(
			(each, index) => calls.indexOf(each) !== index && !each.startsWith('GetQueryResults '),
		),
	};
}

/** Requests wait until the program asks for nothing more, and are then answered together. */
function createRounds() {
	const waiting: (() => void)[] = [];
	let count = 0;
	let isOpen = false;

	const close = async () => {
		let seen = -1;

		// Middleware, signing and module loading take turns of the event loop; a round is over when they are quiet.
		for (let quiet = 0; quiet < 20; quiet += 1) {
			if (waiting.length !== seen) {
				seen = waiting.length;
				quiet = 0;
			}

			await new Promise(resolve => setImmediate(resolve));
		}

		isOpen = false;
		count += 1;

		for (const answer of waiting.splice(0)) {
			answer();
		}
	};

	return {
		count: () => count,
		next(): Promise<void> {
			if (!isOpen) {
				isOpen = true;
				void close();
			}

			return new Promise(resolve => waiting.push(resolve));
		},
	};
}

/** The counts of every practice scenario, by its id. */
export async function countAll(): Promise<Record<string, Counts>> {
	const counts: Record<string, Counts> = {};

	for (const scenario of Object.values(scenarios)) {
		counts[scenario.id] = await countCalls(scenario);
	}

	return counts;
}
