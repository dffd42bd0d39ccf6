import type {Listed} from '../account/listed.ts';
import {count} from '../text.ts';
import {choice, type Option, type Question} from './choice.ts';
import type {Practice} from './services.ts';
import type {StepOf} from './step.ts';

/** The name that the practice is about, by the key of its option. */
const keyOf = <Item extends {arn: string; name: string}>(
	{items}: Listed<Item>,
	name: string | null | undefined,
): string | null => items.find(item => item.name === name)?.arn ?? null;

export const pickMachine = (
	{machines, note, filter}: StepOf<'pick-machine'>,
	practice: Practice | null,
): Question =>
	choice('Which state machine is failing?', {
		takesTarget: true,
		preselected:
			practice?.meant?.target === null ? 'missing' : keyOf(machines, practice?.meant?.target),
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

export const pickRole = ({roles}: StepOf<'pick-role'>, practice: Practice | null): Question =>
	choice('Which role should the state machine run as?', {
		filterFor: 'role',
		preselected: keyOf(roles, practice?.meant?.role),
		note: cutNote(roles, 'role'),
		options: roles.items.map(({arn, name}) => ({
			key: arn,
			label: name,
			alsoFoundBy: arn,
			event: {type: 'role-picked', arn},
		})),
	});

export const pickLogGroup = (
	{logGroups}: StepOf<'pick-log-group'>,
	practice: Practice | null,
): Question =>
	choice('Which log group should it write to?', {
		filterFor: 'log group',
		preselected: keyOf(logGroups, practice?.meant?.logGroup),
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
