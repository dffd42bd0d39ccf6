import type {FailureGroup} from '../failures/failure-groups.ts';
import {count, grouped} from '../text.ts';
import {failureToExplain, type RunState} from './state.ts';

export type FailureWindow = Pick<RunState, 'settings' | 'failures' | 'groupId'>;

type Grouped = Partial<Pick<RunState, 'failures' | 'groupId'>>;

export const examinedGroup = ({failures, groupId}: Grouped): FailureGroup | null =>
	failures?.groups.find(({id}) => id === groupId) ?? null;

/** Everything that failed in the window was repeated before: nothing is left to repeat. */
export const isAllRepeated = ({failures}: Pick<RunState, 'failures'>): boolean =>
	failures !== null && failures.repeated > 0 && failures.groups.length === 0;

/** How many of the group failed besides the one that was examined. */
export const othersOfGroup = (state: Grouped & Seen): number => {
	const examined = failureToExplain(state)?.failure.executionArn;
	return examinedGroup(state)?.executions.filter(({arn}) => arn !== examined).length ?? 0;
};

type Seen = Pick<RunState, 'followed' | 'sight'>;

/**
 * Once one of a group was repeated and succeeded, the others can be. Where it still runs, somebody who can be asked
 * decides; nothing repeats them by itself.
 */
export const isGroupOpen = (
	state: Pick<RunState, 'retried' | 'groupRetried' | 'failures' | 'groupId' | 'settings'> & Seen,
): boolean =>
	state.groupRetried === null &&
	othersOfGroup(state) > 0 &&
	(state.retried?.outcome === 'succeeded' ||
		(state.retried?.outcome === 'still-running' && state.settings.isInteractive));

/** In sentences, which failures of the window no check has looked at. */
export const notExamined = (state: Grouped): string[] => [
	...otherGroups(state).map(otherCause),
	...(state.failures?.unread ?? []),
];

export const otherGroups = ({failures, groupId}: Grouped): FailureGroup[] =>
	(failures?.groups ?? []).filter(({id}) => id !== groupId);

/** What a fix of one cause does not explain, for beside the verdict; null where nothing else is known to have failed. */
export function notExplained(state: Grouped & Pick<RunState, 'otherFailures'>): string | null {
	const groups = otherGroups(state);
	const many = groups.reduce((sum, {executions}) => sum + executions.length, 0);

	if (many > 0) {
		return `${count(many, 'other execution')} failed for ${count(groups.length, 'other cause')}, not examined yet`;
	}

	return state.failures ? null : state.otherFailures;
}

const otherCause = ({executions}: FailureGroup): string =>
	executions.length === 1
		? `why 1 other execution failed: ${executions[0]?.arn}`
		: `why ${grouped(executions.length)} other executions failed: ${executions[0]?.arn} is the newest`;

/** Somebody who asks about every failure of a window is told nothing is healthy while one of them was not looked at. */
export const isCauseLeft = ({settings, ...grouped}: Partial<FailureWindow>): boolean =>
	typeof settings?.since === 'number' && notExamined(grouped).length > 0;
