import {expect, it} from 'vitest';
import {changeSince} from '../../source/diagnosis/changed-since.ts';
import type {Denial} from '../../source/incident/facts.ts';
import {aFollowedFailure} from '../support/failed-execution.ts';
import {fakeReads} from '../support/fake-reads.ts';
import {aRole, aStateMachine, noon} from '../support/samples.ts';

const denial = (policyType: string | null): Denial => ({
	kind: 'implicit',
	policyType,
	policyArn: null,
});
const reads = fakeReads({
	stateMachines: [aStateMachine()],
	roles: [aRole({createdAt: new Date(noon + 120_000)})],
	reads: {trailEvents: async () => ({events: [], isCut: false})},
});

it.each<[Denial | null, boolean]>([
	[denial(null), true],
	[denial('identity-based policy'), true],
	[denial('resource-based policy'), false],
	[denial('service control policy'), false],
	[null, false],
])(
	'a role that is newer than the failure puts right what a policy of the role refused alone: %j',
	async (said, isShown) => {
		const followed = aFollowedFailure();
		const found = await changeSince(reads, followed, {flow: 'action-denied', denial: said}, noon);
		expect(found.isShown).toBe(isShown);
	},
);
