import type {Listed} from '../account/listed.ts';
import type {StateMachineSummary} from '../account/step-functions.ts';
import {nameOfArn} from '../aws/arn.ts';
import {count} from '../text.ts';
import {choice, type Option, type Question} from './choice.ts';
import {describeRecent, type RecentFailure} from './recent-failures.ts';
import type {Practice} from './services.ts';
import type {Settings} from './state.ts';
import type {StepOf} from './step.ts';
import {elsewhere} from './switch-account.ts';

/** The name that the practice is about, by the key of its option. */
const keyOf = <Item extends {arn: string; name: string}>(
	{items}: Listed<Item>,
	name: string | null | undefined,
): string | null => items.find(item => item.name === name)?.arn ?? null;

export const pickMachine = (
	{machines, isArriving, failures, at, note, filter}: StepOf<'pick-machine'>,
	{practice, identity, canSwitch}: Pick<Settings, 'practice' | 'identity' | 'canSwitch'>,
): Question =>
	choice('Which state machine is failing?', {
		takesTarget: true,
		preselected:
			note !== null && filter === '' && canSwitch
				? elsewhere.key
				: practice?.meant?.target === null
					? 'missing'
					: keyOf(machines, practice?.meant?.target),
		note:
			note ??
			noneNote(machines, identity, canSwitch) ??
			(isArriving ? null : cutNote(machines, 'state machine')) ??
			(practice?.meant?.target ? `This practice is about ${practice.meant.target}.` : null),
		filter,
		isArriving,
		filterFor: 'state machine',
		options: [
			...machines.items.map(
				(machine): Option => ({
					key: machine.arn,
					label: machine.name,
					detail: detailOf(machine, failures.get(machine.arn), at),
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
			...(canSwitch ? [elsewhere] : []),
		],
	});

/** `STANDARD` and `EXPRESS`, and what is beside them aligned. */
const detailOf = ({type}: StateMachineSummary, failure: RecentFailure | undefined, now: number) =>
	failure ? `${type.padEnd('STANDARD'.length)}  ${describeRecent(failure, now)}` : type;

/** A wrong region or profile looks like an empty account. */
const noneNote = (
	{items, complete}: Listed<unknown>,
	{region, accountId}: Settings['identity'],
	canSwitch: boolean,
): string | null =>
	items.length === 0 && complete
		? `There is no state machine in region ${region} of account ${accountId}. To look elsewhere, ${canSwitch ? 'choose another profile or region' : 'use --region or --profile'}, or paste an ARN.`
		: null;

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

/** Never the log group of another state machine: that is for the person to choose. */
function likelyLogGroup(
	logGroups: Listed<{arn: string; name: string}>,
	practice: Practice | null,
	stateMachineArn: string | null,
): string | null {
	const name = stateMachineArn && nameOfArn(stateMachineArn);
	const isMeant = name === null || name === practice?.meant?.target;
	const meant = isMeant ? keyOf(logGroups, practice?.meant?.logGroup) : null;
	const own = logGroups.items.find(group => name !== null && group.name.split('/').includes(name));
	return meant ?? own?.arn ?? (name === null ? null : 'none');
}

export const pickLogGroup = (
	{logGroups}: StepOf<'pick-log-group'>,
	practice: Practice | null,
	stateMachineArn: string | null,
): Question =>
	choice('Which log group should it write to?', {
		filterFor: 'log group',
		preselected: likelyLogGroup(logGroups, practice, stateMachineArn),
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
