import type {Execution} from '../../source/account/step-functions.ts';
import type {AwsCommand} from '../../source/aws/command.ts';
import {option} from '../../source/aws/shell-quote.ts';
import {type Check, stateMachineCheck} from '../../source/diagnosis/check.ts';
import {failureInSight} from '../../source/diagnosis/failure-in-sight.ts';
import {timeOf} from '../../source/text.ts';

/** StopExecution leaves in the history when it came and what was said, and not who said it. */
export const check: Check = stateMachineCheck({
	id: 'execution-stopped',
	title: 'The execution was not stopped from outside',
	decisive: true,
	aboutThePast: true,
	findOut: () => [],

	async run({subject, reads, now}) {
		const sight = await failureInSight(reads, {...subject, isBrief: true}, now());
		const stopped = sight.kind === 'failed' ? sight.followed.root.execution : null;

		if (stopped?.status !== 'ABORTED') {
			return null;
		}

		const {arn, stoppedAt, error, cause} = stopped;
		const said = [error, cause].filter(text => text !== null && text !== '').join(': ');
		const at = stoppedAt ? ` at ${timeOf(stoppedAt)}` : '';

		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `The execution was stopped${at}${said === '' ? ', without a reason' : `, with the reason ${said}`}. The history does not show who stopped it; CloudTrail does.`,
			details: [`Execution: ${arn}`],
			findOut: [lookUpStop(stopped)],
		};
	},
});

const minutes = 60_000;

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cloud-trail.html */
const lookUpStop = ({stoppedAt}: Execution): AwsCommand => [
	'cloudtrail',
	'lookup-events',
	...option('lookup-attributes', 'AttributeKey=EventName,AttributeValue=StopExecution'),
	...(stoppedAt
		? [
				...option('start-time', timeAround(stoppedAt, -10 * minutes)),
				...option('end-time', timeAround(stoppedAt, 10 * minutes)),
			]
		: []),
];

const timeAround = (time: Date, milliseconds: number): string =>
	new Date(time.getTime() + milliseconds).toISOString();
