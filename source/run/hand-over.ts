import {changeId} from '../changes/change-id.ts';
import {targetOf} from '../changes/describe-change.ts';
import {count} from '../text.ts';
import type {HandOver} from './entry.ts';
import type {RunState} from './state.ts';
import {own} from './summary.ts';

/** Null where nothing is left to write, or where this person is able to write it. */
export function handOver(state: RunState): HandOver | null {
	const {settings, diagnosis} = state;
	const latest = [
		...new Map(state.changes.map(change => [changeId(change.shown.change), change])).values(),
	];
	const open = latest.filter(({outcome}) => outcome === 'not-written' || outcome === 'failed');
	const [denied] = open.filter(({isDenied}) => isDenied);
	const isReadOnly = settings.writesOff === 'read-only';

	if (open.length === 0 || !(isReadOnly || denied)) {
		return null;
	}

	return {
		to: 'someone who is allowed to write to this account',
		why: denied
			? `AWS denied the write to the ${targetOf(denied.shown.change)}.`
			: `${count(open.length, 'change')} ${open.length === 1 ? 'was' : 'were'} not written, because of --read-only.`,
		identity: settings.identity,
		checks: (diagnosis?.checks ?? []).filter(({outcome}) => outcome === 'problem'),
		changes: open.map(({shown}) => shown),
		commands: settings.practice === null ? planCommands(state) : [],
	};
}

/** A text that is longer than this is left to its flow. */
const longestText = 1_000;
const file = 'sfn-fix.plan';

function planCommands(state: RunState): string[] {
	const {choice, incident, reading, followed, settings} = state;
	const text = followed === null ? incident.text.trim() : '';
	const remedies = state.changes.flatMap(({shown}) => shown.remedyIds);
	const about =
		text !== '' && text.length <= longestText
			? ['--error', text]
			: followed === null && reading
				? ['--flow', reading.flow.id]
				: [];

	return [
		own(state, [
			'fix',
			...[
				followed?.failure.executionArn ?? choice?.executionArn ?? choice?.stateMachineArn ?? [],
			].flat(),
			...about,
			...named('--role', settings.roleArn),
			...named('--log-group', settings.logGroupArn),
			...[...new Set(remedies)].flatMap(id => ['--remedy', id]),
			'--plan',
			file,
		]),
		own(state, ['fix', '--apply', file]),
	];
}

const named = (option: string, value: string | null): string[] =>
	value === null ? [] : [option, value];
