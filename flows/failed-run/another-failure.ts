import type {Answer} from '../../source/diagnosis/check.ts';
import type {FailedRun} from './failed-run.ts';

/** The execution that was read failed of something else than the text is about. */
export const anotherFailure = ({execution, error}: FailedRun): Answer => ({
	outcome: 'unknown',
	evidence: 'read',
	answer: `Not known: the execution ${execution.name} failed with ${error ?? 'no error name'}, which is another failure.`,
	details: ['What would tell: the ARN of the execution that it is about, in place of the name.'],
});
