import type {JsonObject} from '../../json.ts';
import type {AccountState, AttemptState, ExecutionState, StateMachineState} from '../state.ts';
import type {Steps} from './steps.ts';

/** An execution under way. */
export type Run = {
	state: AccountState;
	execution: ExecutionState;
	machine: StateMachineState;
	attempt: AttemptState;
	definition: JsonObject;
	/** When this attempt began. */
	beganAt: number;
	/** The moment that the run has come to, in milliseconds since 1970. */
	now: number;
};

/** Events point back to the one before them on their own branch. */
export type Thread = {previous: number};

export function* pause(run: Run, milliseconds: number): Steps<void> {
	yield run.now + milliseconds;
}
