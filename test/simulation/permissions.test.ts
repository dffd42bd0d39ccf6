import {expect, test} from 'vitest';
import {callerPolicy} from '../../source/caller/caller-permissions.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {FaultPlan} from '../../source/practice/wire-faults.ts';
import {live} from './world.ts';

const actionsOf = (readOnly: boolean): Set<string> =>
	new Set(callerPolicy({readOnly}).Statement.flatMap(({Action}) => Action ?? []));

/** sts:GetCallerIdentity needs no permission. */
const isAllowed = (actions: ReadonlySet<string>, operation: string): boolean =>
	operation === 'sts:GetCallerIdentity' || actions.has(operation);

const recognised = Object.values(scenarios).filter(({paste}) => paste !== null);

/** Refuses what the policy does not grant, and notes it. */
function under(actions: ReadonlySet<string>, refused: Set<string>): FaultPlan {
	return ({operation}) => {
		if (isAllowed(actions, operation)) {
			return null;
		}

		refused.add(operation);
		return 'access-denied';
	};
}

test('every flow, from the checks to the undo, needs nothing beyond the printed policy', async () => {
	const actions = actionsOf(false);
	const refused = new Set<string>();

	for (const scenario of recognised) {
		const lived = await live(scenario, {plan: under(actions, refused), changes: null});

		// The undo runs without the plan, so its calls are looked at afterwards.
		for (const {operation} of lived.calls.filter(call => !isAllowed(actions, call.operation))) {
			refused.add(operation);
		}
	}

	expect([...refused]).toEqual([]);
}, 120_000);

test('every check needs nothing beyond the read-only policy, and with it nothing is written', async () => {
	const actions = actionsOf(true);
	const refused = new Set<string>();

	for (const scenario of recognised) {
		const lived = await live(scenario, {plan: under(actions, refused), changes: null});
		expect(lived.told.every(({outcome}) => outcome !== 'applied')).toBe(true);
	}

	expect(
		[...refused].filter(operation => /:(?:Get|List|Describe|Filter|Simulate)/.test(operation)),
	).toEqual([]);
}, 120_000);
