import type {Frame, Outcome} from './frame.ts';
import {choice} from './states/choice.ts';
import {map} from './states/map.ts';
import {parallel} from './states/parallel.ts';
import {fail, pass, succeed, wait} from './states/simple.ts';
import {task} from './states/task.ts';
import type {Steps} from './steps.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html */
export const stateTypes: Record<string, (frame: Frame) => Steps<Outcome>> = {
	Task: task,
	Pass: pass,
	Wait: wait,
	Choice: choice,
	Parallel: parallel,
	Map: map,
	Succeed: succeed,
	Fail: fail,
};
