import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {type FailedRun, failedRun, historyCommands} from './failed-run.ts';

type FailedRunCheck = Omit<Check, 'findOut' | 'run'> & {
	judge(run: FailedRun, context: CheckContext): Answer | null | Promise<Answer | null>;
};

/** A check of what failed, left out where no execution did. */
export const failedRunCheck = ({judge, ...check}: FailedRunCheck): Check => ({
	...check,
	findOut: historyCommands,

	async run(context) {
		const run = await failedRun(context);
		return 'none' in run ? null : judge(run, context);
	},
});
