import {ifRefused} from '../../source/account/if-refused.ts';
import {nameOfArn} from '../../source/aws/arn.ts';
import type {AwsCommand} from '../../source/aws/command.ts';
import {clusterOf, jobCommand} from '../../source/aws/job-commands.ts';
import {option} from '../../source/aws/shell-quote.ts';
import {
	type Answer,
	type Check,
	type StateMachineContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import type {Detail} from '../../source/diagnosis/detail.ts';
import type {WaitingIn} from '../../source/diagnosis/followed-failure.ts';
import {hangs} from '../../source/diagnosis/hangs.ts';
import {waitingLine} from '../../source/diagnosis/waiting-words.ts';
import {jobStatus} from '../../source/history/job-status.ts';
import {historyCommands} from './failed-run.ts';
import {waitingRun} from './waiting-run.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html */
export const check: Check = stateMachineCheck({
	id: 'execution-progress',
	title: 'The execution does not wait for an event that might never arrive',
	decisive: true,
	findOut: historyCommands,

	async run(context) {
		const run = await waitingRun(context);
		return run && judged(run.waiting, context);
	},
});

async function judged(
	waiting: readonly WaitingIn[],
	context: StateMachineContext,
): Promise<Answer> {
	const now = context.now();
	const hanging = waiting.filter(each => hangs(each, now));
	const [first] = hanging.length > 0 ? hanging : waiting;
	const details = (await Promise.all(waiting.map(each => detailsOf(each, context)))).flat();

	if (first === undefined) {
		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: 'The history read shows no state that is under way.',
		};
	}

	if (hanging.length === 0) {
		const isTimed = first.waitsFor.kind === 'time' || first.timeoutSeconds !== null;
		const answer = `${waitingLine(first, now)}.`;

		return isTimed
			? {outcome: 'ok', evidence: 'read', answer, details}
			: {
					outcome: 'unknown',
					evidence: 'read',
					answer: `${answer} It is too early to tell whether it will end.`,
					details,
				};
	}

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `${waitingLine(first, now)}.`,
		details,
		requests: [
			{
				to: `the owner of what ${first.state ?? 'the state'} waits for`,
				text: `The execution ${first.executionArn} is RUNNING: ${waitingLine(first, now)}. Please complete it, or tell us that it will not come: then the execution can be stopped, with side effects to consider, and started again.`,
				commands: jobCommands(first),
			},
		],
	};
}

async function detailsOf(waiting: WaitingIn, {reads}: StateMachineContext): Promise<Detail[]> {
	const {state, waitsFor, timeoutSeconds, heartbeatSeconds, executionArn} = waiting;
	const job = waitsFor.kind === 'job' ? waitsFor.job : null;
	const cluster = job && clusterOf(job);
	const live = cluster
		? await reads.taskStatus(cluster, job).catch(ifRefused(undefined))
		: undefined;
	const described =
		job !== null && cluster === null && waitsFor.kind === 'job'
			? await reads
					.job({service: waitsFor.service ?? '', job, of: waitsFor.of})
					.catch(ifRefused(null))
			: null;
	const status = described && jobStatus(described);

	return [
		`Execution: ${executionArn}`,
		`${state ?? 'The state'}: TimeoutSeconds ${timeoutSeconds ?? 'not set'}, HeartbeatSeconds ${heartbeatSeconds ?? 'not set'}.`,
		...(waitsFor.kind === 'activity-worker'
			? ['The timeout of an activity does not start before a worker takes the task.']
			: []),
		...(live === undefined
			? []
			: live === null
				? [`ECS does not show the task ${nameOfArn(job ?? '')} any more.`]
				: [
						`The ECS task is ${live.lastStatus}${live.stoppedReason ? `: ${live.stoppedReason}` : ''}.`,
					]),
		...(status ? [`The job is ${status}.`] : []),
		...jobCommands(waiting).map(
			(command): Detail => ({kind: 'command', text: 'Look at it with', command}),
		),
	];
}

/** The command that shows what is waited for, where one is known. */
export function jobCommands({waitsFor}: WaitingIn): AwsCommand[] {
	switch (waitsFor.kind) {
		case 'map-run':
			return waitsFor.mapRunArn === null
				? []
				: [['stepfunctions', 'describe-map-run', ...option('map-run-arn', waitsFor.mapRunArn)]];
		case 'activity-worker':
		case 'activity-result':
			return waitsFor.activityArn === null
				? []
				: [['stepfunctions', 'describe-activity', ...option('activity-arn', waitsFor.activityArn)]];
		case 'job':
			return waitsFor.job === null
				? []
				: jobCommand(waitsFor.service ?? '', waitsFor.job, waitsFor.of);
		default:
			return [];
	}
}
