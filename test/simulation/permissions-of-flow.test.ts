import {expect, test} from 'vitest';
import calls from '../../flows/calls.json' with {type: 'json'};
import {flows} from '../../flows/index.ts';
import {flowCalls} from '../../scripts/flow-calls.mjs';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {needsOfFlow, needsOfUndo} from '../../source/caller/caller-needs.ts';
import {policyFor} from '../../source/caller/caller-permissions.ts';
import {memoryJournal} from '../../source/changes/journal.ts';
import {nextUndo, undoChange} from '../../source/changes/undo.ts';
import {runByFlags} from '../../source/plain/answer-by-flags.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {withWireFaults} from '../../source/practice/wire-faults.ts';
import {accountServices} from '../../source/run/account-services.ts';
import {startRun} from '../../source/run/run.ts';
import {sessionOn} from '../../source/run/session.ts';
import {createFakeClock} from '../practice/fake-clock.ts';
import {namedBy} from '../run/faces.tsx';
import {flowOf} from '../support/practice-incident.ts';
import {schemaErrors} from '../support/schema.ts';

type Ended = {
	/** By the run, before the undo. */
	called: string[];
	refused: string[];
	status: number;
	verdict: string | null;
	outcomes: Record<string, string>;
	undone: number;
};

const recognised = Object.values(scenarios).filter(({paste}) => paste !== null);

const actionsOf = (policy: ReturnType<typeof policyFor>): Set<string> =>
	new Set(policy.Statement.flatMap(({Action = []}) => Action));

/** The whole of a fix, its repeat and its undo, for somebody who has these actions and no other. */
async function fixAndUndo(
	scenario: Scenario,
	{run: forRun, undo: forUndo}: {run: ReadonlySet<string>; undo: ReadonlySet<string>},
): Promise<Ended> {
	const clock = createFakeClock();
	const {requestHandler, state: aws} = createPracticeAccount(scenario, clock);
	const called = new Set<string>();
	const refused = new Set<string>();
	let allowed = forRun;
	const account = createAccount({
		region: aws.region,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		requestHandler: withWireFaults(requestHandler, ({operation}) => {
			called.add(operation);

			if (operation === 'sts:GetCallerIdentity' || allowed.has(operation)) {
				return null;
			}

			refused.add(operation);
			return 'access-denied';
		}),
	});
	const journal = memoryJournal();
	const session = await sessionOn(account, {
		profile: null,
		endpointUrl: null,
		clock,
		journal,
		practice: scenario,
		waits: {tell() {}},
	});
	const run = startRun(accountServices(session), {
		...namedBy(scenario, scenario.account(0)),
		flow: flowOf(scenario).id,
		isInteractive: false,
	});
	const {state, status} = await runByFlags(run, {
		page: null,
		flags: {yes: true, retry: true, usesLastFailure: true, canAsk: false},
		ask: () => Promise.reject(new Error('Nobody is asked.')),
	});
	const calledByRun = [...called];
	allowed = forUndo;
	let undone = 0;

	for (;;) {
		const {next} = await nextUndo(journal, account.reads, null);

		if (!next || next.plan.kind === 'refused' || undone > 20) {
			break;
		}

		const {outcome} = await undoChange(next.entry, next.plan.change, {account, journal, clock});
		expect(outcome).toBe('applied');
		undone += 1;
	}

	return {
		called: calledByRun,
		refused: [...refused],
		status,
		verdict: state.diagnosis?.verdict ?? null,
		outcomes: Object.fromEntries(
			(state.diagnosis?.checks ?? []).map(({id, outcome}) => [id, outcome]),
		),
		undone,
	};
}

test('the calls of each flow are those of its modules', () => {
	expect(calls).toEqual(flowCalls());
	expect(Object.keys(calls).sort()).toEqual(flows.map(({id}) => id).sort());
});

const policyOf = (scenario: Scenario): Set<string> =>
	actionsOf(policyFor(needsOfFlow(flowOf(scenario).id, {readOnly: false})));
const undoing = actionsOf(policyFor(needsOfUndo({readOnly: false})));

const calm = new Map<string, Ended>();

test.each(recognised.map(scenario => [scenario.id, scenario] as const))(
	'%s is checked, fixed, repeated and undone under the policy of its flow',
	async (id, scenario) => {
		const actions = policyOf(scenario);
		const ended = await fixAndUndo(scenario, {run: actions, undo: actions});
		calm.set(id, ended);
		expect(ended.called.length).toBeGreaterThan(2);
		expect(ended.refused).toEqual([]);
	},
	60_000,
);

const isWrite = (action: string): boolean =>
	/:(?:Put|Create|Update|Delete|Attach|Detach|Redrive|StartExecution)/.test(action);

/** Each action that is called at all, with a scenario that calls it. */
const calledActions = (): Map<string, Scenario> =>
	new Map(
		recognised.flatMap(scenario =>
			(calm.get(scenario.id)?.called ?? []).map(action => [action, scenario] as const),
		),
	);

test('without one of its actions the answer is smaller, never better', async () => {
	const called = calledActions();
	called.delete('sts:GetCallerIdentity');
	expect(called.size).toBeGreaterThan(25);

	for (const [action, scenario] of called) {
		const before = calm.get(scenario.id);
		const actions = policyOf(scenario);
		actions.delete(action);
		const ended = await fixAndUndo(scenario, {run: actions, undo: policyOf(scenario)}).catch(
			(error: Error) => error,
		);

		// It ends before a verdict where the state machine itself cannot be read.
		if (ended instanceof Error) {
			expect(ended.message, action).toContain(action);
			continue;
		}

		expect(ended.refused, action).toEqual([action]);
		const better = Object.entries(ended.outcomes).filter(
			([id, outcome]) => outcome === 'ok' && before?.outcomes[id] !== 'ok',
		);
		expect(better, action).toEqual([]);

		if (ended.status === 0) {
			expect(before?.status, action).toBe(0);
			expect(ended.undone, action).toBe(before?.undone);
		}
	}
}, 120_000);

test('a change of each kind is undone under the policy of undo', async () => {
	const kinds = new Set<string>();

	for (const scenario of recognised) {
		const {changes} = calls[flowOf(scenario).id as keyof typeof calls];

		if (calm.get(scenario.id)?.undone && changes.some(kind => !kinds.has(kind))) {
			for (const kind of changes) {
				kinds.add(kind);
			}

			const ended = await fixAndUndo(scenario, {run: policyOf(scenario), undo: undoing});
			expect(ended.refused).toEqual([]);
		}
	}

	expect(kinds.size).toBeGreaterThan(6);
}, 60_000);

test('what is printed is a policy as its schema says', () => {
	const all = flows.map(({id}) => policyFor(needsOfFlow(id, {readOnly: false})));
	expect(all.flatMap(policy => schemaErrors('permissions', policy))).toEqual([]);
});

test('a flow that writes nothing needs no write, and no flow needs one to check', () => {
	const writesIn = (id: string, readOnly: boolean) =>
		[...actionsOf(policyFor(needsOfFlow(id, {readOnly})))].filter(isWrite);

	expect(writesIn('operation-rejected', false)).toEqual([]);
	expect(flows.flatMap(({id}) => writesIn(id, true))).toEqual([]);
});
