import type {Check} from '../../source/diagnosis/check.ts';
import {concernedNeeds} from './concerned-needs.ts';
import {askedOf, definitionPermissions} from './definition-permissions.ts';
import {machineNeeds} from './machine-needs.ts';

/** For a failure of one state: what the others lack is told, and granted only on demand. */
export const furtherPermissions: Check = {
	...definitionPermissions,
	id: 'further-permissions',
	title: 'Does the role lack what other states of the definition ask of it?',
	decisive: false,

	async run(context) {
		const all = await machineNeeds(context);
		const concerned = await concernedNeeds(all, context);
		const others = all.filter(need => !concerned.includes(need));

		if (others.length === 0) {
			return null;
		}

		const answer = await askedOf(others, context);

		return answer.outcome === 'problem'
			? {
					...answer,
					outcome: 'warning',
					answer: `It does: ${answer.answer.slice('No: '.length)} ${onDemand}`,
				}
			: {
					...answer,
					...(answer.outcome === 'ok' && {answer: 'No: they ask for nothing that it may not do.'}),
				};
	},
};

const onDemand =
	'Only what the error is about is mended by itself: --remedy grant-definition-permissions grants this as well.';
