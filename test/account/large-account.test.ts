import {expect, test} from 'vitest';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {healthy} from '../../source/practice/scenarios/healthy.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {createFakeClock} from '../practice/fake-clock.ts';
import {flowOf, practiceIncident} from '../support/practice-incident.ts';

function largeAccount(arrange: (state: AccountState) => void) {
	const {requestHandler, state} = createPracticeAccount(healthy, createFakeClock());
	arrange(state);
	const credentials = {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'};
	return {state, ...createAccount({region: state.region, credentials, requestHandler})};
}

const first = <Item>([item]: readonly Item[]): Item => {
	if (item === undefined) {
		throw new Error('The scenario has none.');
	}

	return item;
};

test('of 3,000 log groups no living one is called deleted', async () => {
	const {reads} = largeAccount(state => {
		const like = first(state.logGroups);
		state.logGroups = Array.from({length: 3_000}, (_, index) => ({
			...like,
			name: `/wf/group-${String(index).padStart(4, '0')}`,
			arn: like.arn.replace(like.name, `/wf/group-${String(index).padStart(4, '0')}`),
		}));
	});

	const list = await reads.listLogGroups();
	expect({listed: list.items.length, complete: list.complete}).toEqual({
		listed: 2_000,
		complete: false,
	});
	const named = ['/wf/group-0001', '/wf/group-2500', '/wf/group-2999', '/wf/gone'];
	expect((await reads.logGroupsNamed(named)).map(({name}) => name).toSorted()).toEqual(
		named.slice(0, 3),
	);
	expect(await reads.logGroup('/wf/group-2999')).not.toBeNull();
	expect(await reads.logGroup('/wf/group')).toBeNull();
});

test('of 12,000 state machines all are listed, and any is found by its ARN', async () => {
	const {reads, state} = largeAccount(draft => {
		const like = first(draft.stateMachines);
		draft.stateMachines = Array.from({length: 12_000}, (_, index) => ({
			...like,
			name: `machine-${index}`,
			arn: like.arn.replace(/[^:]+$/, `machine-${index}`),
		}));
	});

	const {items, complete} = await reads.listStateMachines();
	expect({listed: items.length, complete}).toEqual({listed: 12_000, complete: true});
	const last = state.stateMachines.at(-1)?.arn ?? '';
	expect((await reads.stateMachine(last)).name).toBe('machine-11999');
});

test('among 3,000 log groups prune-and-add removes the deleted ones alone', async () => {
	const scenario = scenarios['full-policy'] as Scenario;
	let alive: string[] = [];
	let gone: string[] = [];
	const {
		diagnose,
		apply,
		state: account,
	} = practiceIncident(scenario, state => {
		const like = first(state.logGroups);
		const named = first(state.logResourcePolicies).document.matchAll(/log-group:([^:]+):/g);
		const all = [...new Set([...named].map(([, name = '']) => name))];
		[alive, gone] = [all.slice(0, -8), all.slice(-8)];
		const others = Array.from({length: 3_000}, (_, index) => `/aaa/group-${index}`);
		const known = new Set(state.logGroups.map(({name}) => name));
		state.logGroups = [
			...state.logGroups,
			...[...alive, ...others]
				.filter(name => !known.has(name))
				.map(name => ({...like, name, arn: like.arn.replace(like.name, name)})),
		];
	});
	const {checks} = await diagnose(flowOf(scenario));

	// Two checks offer the same one.
	const pruned = checks
		.flatMap(({remedies}) => remedies)
		.filter(({id}) => id === 'prune-and-add')
		.slice(0, 1);
	expect(pruned.map(({title}) => title)).toEqual([expect.stringContaining('8 deleted log groups')]);
	expect(await apply(pruned)).toEqual(['applied']);
	const {document} = first(account.logResourcePolicies);
	expect(alive.filter(name => !document.includes(`${name}:`))).toEqual([]);
	expect(gone.filter(name => document.includes(`${name}:`))).toEqual([]);
});
