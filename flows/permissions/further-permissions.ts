import type {Check} from '../../source/diagnosis/check.ts';
import {concernedNeeds} from './concerned-needs.ts';
import {check as definitionPermissions, judgedTogether} from './definition-permissions.ts';
import {machineNeeds} from './machine-needs.ts';
import {hasFailedItems, isOfRedrive} from './map-run-redrive.ts';

/** For a failure of one state: what the others are missing is said, and granted only on demand. */
export const check: Check = {
	...definitionPermissions,
	id: 'further-permissions',
	title: 'The role has every permission the other states need',
	decisive: false,

	async run(context) {
		const all = await machineNeeds(context);
		const concerned = await concernedNeeds(all, context);
		const isAsked = await hasFailedItems(context);
		const others = all.filter(need => !concerned.includes(need) && !(isAsked && isOfRedrive(need)));

		if (others.length === 0) {
			return null;
		}

		const answer = await judgedTogether(others, context);

		return answer.outcome === 'problem'
			? {
					...answer,
					outcome: 'warning',
					details: [onDemand, ...(answer.details ?? [])],
				}
			: answer;
	},
};

const onDemand =
	'Only what the error is about is fixed by default: --remedy grant-definition-permissions grants this as well.';
