import {changeId} from '../changes/change-id.ts';
import {targetOf} from '../changes/describe-change.ts';
import {formatOfTool} from '../changes/patch-for-tool.ts';
import type {DeploymentTool} from '../diagnosis/ownership.ts';
import {count} from '../text.ts';
import type {HandOver} from './entry.ts';
import type {RunState} from './state.ts';
import type {Unwritable} from './step.ts';
import {own} from './summary.ts';

/** Null where nothing is left to write, or where this person is able to write it. */
export function handOver(state: RunState): HandOver | null {
	const {settings, diagnosis} = state;
	const left = state.unwritable ?? notWritten(state);
	const isReal = settings.practice === null;

	return (
		left && {
			to: 'someone who is allowed to write to this account',
			why: left.why,
			identity: settings.identity,
			checks: (diagnosis?.checks ?? []).filter(({outcome}) => outcome === 'problem'),
			changes: left.changes,
			commands: isReal ? planCommands(state, left) : [],
			verify: isReal ? verifyCommand(state) : null,
		}
	);
}

function notWritten({settings, changes}: RunState): Unwritable | null {
	const latest = [
		...new Map(changes.map(change => [changeId(change.shown.change), change])).values(),
	];
	const open = latest.filter(({outcome}) => outcome === 'not-written' || outcome === 'failed');
	const [denied] = open.filter(({isDenied}) => isDenied);

	if (open.length === 0 || !(settings.writesOff === 'read-only' || denied)) {
		return null;
	}

	return {
		why: denied
			? `AWS denied the write to the ${targetOf(denied.shown.change)}.`
			: `${count(open.length, 'change')} ${open.length === 1 ? 'was' : 'were'} not written, because of --read-only.`,
		changes: open.map(({shown}) => shown),
	};
}

/** A text that is longer than this is left to its flow. */
const longestText = 1_000;
const file = 'sfn-fix.plan';

function planCommands(state: RunState, {changes}: Unwritable): string[] {
	const remedies = [
		...state.changes.flatMap(({shown}) => shown.remedyIds),
		...changes.flatMap(({remedyIds}) => remedyIds),
	];

	return [
		own(state, [
			'fix',
			...about(state),
			...[...new Set(remedies)].flatMap(id => ['--remedy', id]),
			'--plan',
			file,
		]),
		own(state, ['fix', '--apply', file]),
	];
}

/** In place of a plan that cannot be applied. */
export const newPlanCommand = (state: RunState): string => again(state, 'fix', '--plan', file);

/** What checks the same again, once somebody else has acted. */
export const verifyCommand = (state: RunState): string => own(state, ['check', ...about(state)]);

/** It works as printed, on the practice account too. */
const again = (state: RunState, command: 'check' | 'fix', ...options: string[]): string =>
	state.settings.practice === null
		? own(state, [command, ...about(state, 0), ...options])
		: ['sfn-fix', command, '--practice', state.settings.practice.id, ...options].join(' ');

/** Prints the changes for the deployment tool that owns them; null for one without a form for that. */
export function patchCommand(state: RunState, tool: DeploymentTool): string | null {
	const format = formatOfTool(tool);
	return format && again(state, 'fix', '--patch', format);
}

export const inJsonCommand = (state: RunState): string => again(state, 'check', '--json');

/** What this run is about, as another command is told it. */
function about(
	{choice, incident, reading, followed, settings}: RunState,
	longest = longestText,
): string[] {
	const text = followed === null ? incident.text.trim() : '';
	const target =
		followed?.failure.executionArn ?? choice?.executionArn ?? choice?.stateMachineArn ?? null;

	return [
		...(target === null ? [] : [target]),
		...(text !== '' && text.length <= longest
			? ['--error', text]
			: followed === null && reading
				? ['--flow', reading.flow.id]
				: []),
		...named('--role', settings.roleArn),
		...named('--log-group', settings.logGroupArn),
	];
}

const named = (option: string, value: string | null): string[] =>
	value === null ? [] : [option, value];
