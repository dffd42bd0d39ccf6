import {member} from '../../json.ts';
import {emit} from './emit.ts';
import type {Level} from './run-states.ts';

const abortable = ['Task', 'Wait', 'Parallel', 'Map'];

/** What is under way on the other branches ends with the one that has failed. */
export function abort(levels: readonly Level[]): void {
	for (const {run, machine, thread, progress} of levels) {
		const state = member(member(machine, 'States'), progress.state ?? '');
		const type = String(member(state, 'Type'));

		if (progress.result === null && progress.entered !== null && abortable.includes(type)) {
			emit(run, thread, `${type}StateAborted`);
		}
	}
}
