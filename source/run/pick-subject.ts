import type {Listed} from '../account/listed.ts';
import {count} from '../text.ts';
import {choice, type Option, type Question} from './choice.ts';
import type {StepOf} from './step.ts';

export const pickMachine = ({machines, note, filter}: StepOf<'pick-machine'>): Question =>
	choice('Which state machine is failing?', {
		takesTarget: true,
		note: note ?? cutNote(machines, 'state machine'),
		filter,
		filterFor: 'state machine',
		options: [
			...machines.items.map(
				(machine): Option => ({
					key: machine.arn,
					label: machine.name,
					detail: machine.type,
					alsoFoundBy: machine.arn,
					event: {type: 'machine-picked', machine},
				}),
			),
			{
				key: 'missing',
				label: 'It does not exist yet (creating it failed)',
				isFixed: true,
				event: {type: 'machine-missing'},
			},
		],
	});

/** A list that was cut says so: what is missing from it can still exist. */
const cutNote = ({items, complete}: Listed<unknown>, what: string): string | null =>
	complete
		? null
		: `Only the first ${count(items.length, what)} were listed. To use another one, name it on the command line.`;

export const pickRole = ({roles}: StepOf<'pick-role'>): Question =>
	choice('Which role should the state machine run as?', {
		filterFor: 'role',
		note: cutNote(roles, 'role'),
		options: roles.items.map(({arn, name}) => ({
			key: arn,
			label: name,
			alsoFoundBy: arn,
			event: {type: 'role-picked', arn},
		})),
	});

export const pickLogGroup = ({logGroups}: StepOf<'pick-log-group'>): Question =>
	choice('Which log group should it write to?', {
		filterFor: 'log group',
		note: cutNote(logGroups, 'log group'),
		options: [
			...logGroups.items.map(
				({arn, name}): Option => ({
					key: arn,
					label: name,
					alsoFoundBy: arn,
					event: {type: 'log-group-picked', arn},
				}),
			),
			{
				key: 'none',
				label: 'None: it should not write logs',
				isFixed: true,
				event: {type: 'log-group-picked', arn: null},
			},
		],
	});
