import {expect, test} from 'vitest';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import {healthy} from '../../source/practice/scenarios/healthy.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {createFakeClock} from '../practice/fake-clock.ts';

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
