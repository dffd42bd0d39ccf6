import type {StateMachine} from '../account/step-functions.ts';
import type {GroupMember, Retry} from '../diagnosis/retry.ts';
import {runsOtherwise} from '../diagnosis/runs-otherwise.ts';
import {count, listOf} from '../text.ts';
import {deniedResource, type FailedExecution, type FailureGroup} from './failure-groups.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
const redrivableFor = 14 * 24 * 60 * 60 * 1000;
const redriveExists = Date.UTC(2023, 10, 15);
const eventsAtMost = 24_998;

type Asked = {
	group: FailureGroup;
	/** As it is now. */
	machine: StateMachine;
	/** Whether this run wrote its definition: what began before runs the old one. */
	isDefinitionWritten: boolean;
	/** That of the group which was repeated by itself. */
	repeatedArn: string | null;
	/** Those of the group that would be denied again. */
	stillDenied: readonly FailedExecution[];
	now: number;
};

/** Repeating all others of a group; null where there are none. */
export function planRepeats(asked: Asked): Extract<Retry, {kind: 'repeat-group'}> | null {
	const {group, machine, repeatedArn, stillDenied} = asked;
	const others = group.executions.filter(
		execution => execution.arn !== repeatedArn && !stillDenied.includes(execution),
	);
	const chosen = others.flatMap(execution => memberOf(execution, asked) ?? []);
	const left = others.length - chosen.length;
	const denied = [...new Set(stillDenied.map(({root}) => deniedResource(root)))];
	const redrives = chosen.filter(({by}) => by === 'redrive').length;
	const starts = chosen.length - redrives;

	// Their input is in no answer of AWS.
	if (chosen.length === 0 || machine.type === 'EXPRESS') {
		return null;
	}

	const what = listOf([
		...(redrives > 0
			? [`${count(redrives, 'execution')} ${redrives === 1 ? 'is' : 'are'} redriven`]
			: []),
		...(starts > 0
			? [
					`${count(starts, 'new execution')} ${starts === 1 ? 'starts' : 'start'} with the same input`,
				]
			: []),
	]);
	const sentences = [
		`${what}.`,
		redrives > 0 ? 'A redrive resumes at the failed state.' : '',
		starts > 0
			? 'A new execution runs every state again: its definition was changed, or a redrive cannot repeat it.'
			: '',
		left > 0
			? `${count(left, 'execution')} started through a version or alias without the fix ${left === 1 ? 'is' : 'are'} left out.`
			: '',
		denied.length > 0
			? `${count(stillDenied.length, 'execution')} denied on ${otherResources(denied)} ${stillDenied.length === 1 ? 'is' : 'are'} left out: the role does not clearly allow ${group.action} there.`
			: '',
	];

	return {
		kind: 'repeat-group',
		title: `Repeat the other ${count(chosen.length, 'execution')} of ${machine.name} that failed for the same reason`,
		sideEffects: sentences.filter(sentence => sentence !== '').join(' '),
		stateMachineArn: machine.arn,
		groupId: group.id,
		members: chosen,
	};
}

const otherResources = (resources: ReadonlyArray<string | null>): string =>
	resources.length === 1 && resources[0] ? resources[0] : count(resources.length, 'other resource');

/** Null where repeating it would run the definition that failed. */
function memberOf(execution: FailedExecution, asked: Asked): GroupMember | null {
	const {machine: executed, startedThrough, failState, root} = execution;
	const {machine, isDefinitionWritten, now} = asked;
	const failed = !isDefinitionWritten && root.stateMachineArn === machine.arn ? [root.state] : [];
	const isOld = executed
		? runsOtherwise(executed.definition, machine.definition, failed)
		: isDefinitionWritten;

	if (isOld && startedThrough !== null) {
		return null;
	}

	return {
		executionArn: execution.arn,
		stoppedAt: execution.stoppedAt?.getTime() ?? null,
		redriveCount: execution.redriveCount,
		by:
			isOld || failState !== null || !isRedrivable(execution, now) ? 'start-execution' : 'redrive',
		startThrough: startedThrough ?? machine.arn,
	};
}

const isRedrivable = ({startedAt, stoppedAt, events}: FailedExecution, now: number): boolean =>
	now - (stoppedAt?.getTime() ?? now) < redrivableFor &&
	(startedAt?.getTime() ?? now) >= redriveExists &&
	events <= eventsAtMost;
