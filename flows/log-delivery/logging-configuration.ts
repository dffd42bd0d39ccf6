import {printLogging} from '../../source/account/logging-text.ts';
import type {StateMachine} from '../../source/account/step-functions.ts';
import {formatArn} from '../../source/aws/arn.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {type Remedy, updating} from '../../source/diagnosis/remedy.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {bareLogGroupArn, destinationArn, parseLogGroupArn} from '../common/log-group-arn.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_LoggingConfiguration.html */
export const check: Check = {
	id: 'logging-configuration',
	title: 'Step Functions accepts the logging configuration',
	decisive: true,
	appliesTo: ({kind, logGroupArn}) => kind === 'state-machine' || logGroupArn !== null,
	findOut: subject =>
		subject.kind === 'state-machine' ? [describeStateMachine(subject, 'loggingConfiguration')] : [],

	async run(context) {
		const stateMachine = await subjectStateMachine(context);

		if (stateMachine === null || stateMachine.logging.level === 'OFF') {
			return judgeWish(stateMachine, context.subject);
		}

		return judgeLive(stateMachine, context);
	},
};

/** A deployment that failed had no effect: what was wanted is in the pasted text, or given by the person. */
function judgeWish(stateMachine: StateMachine | null, {logGroupArn, ...subject}: Subject): Answer {
	const now =
		stateMachine === null
			? 'No logging is configured yet'
			: `Logging of ${stateMachine.name} is OFF`;

	if (stateMachine !== null && hasForeignName(stateMachine.name)) {
		return nameProblem(stateMachine);
	}

	if (logGroupArn === null) {
		return {
			outcome: 'ok',
			evidence: 'read',
			answer: `${now}, so there is no destination to check.`,
			details: ['To turn logging on, name the log group with --log-group.'],
		};
	}

	const fault = destinationFault(logGroupArn, subject);

	return {
		outcome: fault ? 'problem' : 'ok',
		evidence: 'read',
		answer: fault
			? `${now}, and the wanted log group would be rejected: ${fault}`
			: `${now}; the wanted log group is ${logGroupArn}.`,
		details: ['As the log destination, its ARN must end in :*.'],
	};
}

async function judgeLive(stateMachine: StateMachine, context: CheckContext): Promise<Answer> {
	const {name, logging} = stateMachine;
	const [destination, ...others] = logging.destinations;

	if (hasForeignName(name)) {
		return nameProblem(stateMachine);
	}

	if (destination === undefined || others.length > 0) {
		return fixable(
			`${name} has ${logging.destinations.length} log destinations, and must have exactly one.`,
			stateMachine,
			context,
		);
	}

	const fault =
		destinationFault(bareLogGroupArn(destination), context.subject) ??
		(destination.endsWith(':*') ? null : `${destination} does not end in :*.`);

	return fault
		? fixable(`The log destination of ${name} is not accepted: ${fault}`, stateMachine, context)
		: {
				outcome: 'ok',
				evidence: 'read',
				answer: `${name} logs at level ${logging.level} to ${destination}, execution data ${logging.includeExecutionData ? 'included' : 'excluded'}.`,
				details: otherWishWords(bareLogGroupArn(destination), context.subject),
			};
}

const otherWishWords = (configured: string, {logGroupArn}: Subject): string[] =>
	logGroupArn === null || bareLogGroupArn(logGroupArn) === configured
		? []
		: [`The other checks use the wanted log group, ${logGroupArn}.`];

/** AWS documents no destination in another account or region; it is not confirmed that none works. */
function destinationFault(
	arn: string,
	{region, accountId}: Pick<Subject, 'region' | 'accountId'>,
): string | null {
	const parts = parseLogGroupArn(arn);

	if (!parts) {
		return `${arn} is not the ARN of a log group.`;
	}

	if (parts.accountId !== accountId) {
		return `${arn} is in account ${parts.accountId}, the state machine in ${accountId}. AWS documents no logging to another account.`;
	}

	return parts.region === region
		? null
		: `${arn} is in region ${parts.region}, the state machine in ${region}. AWS documents no logging to another region.`;
}

/** A remedy only where the log group it would point to is known to exist. */
async function fixable(
	answer: string,
	stateMachine: StateMachine,
	{subject, reads}: CheckContext,
): Promise<Answer> {
	const {partition, region, accountId, logGroupArn} = subject;
	const configured = stateMachine.logging.destinations.map(
		arn => parseLogGroupArn(bareLogGroupArn(arn))?.name,
	);
	const given = logGroupArn === null ? undefined : parseLogGroupArn(logGroupArn)?.name;
	const name = given ?? (configured.length === 1 ? configured[0] : undefined);
	const exists = name !== undefined && (await reads.logGroup(name)) !== null;

	return {
		outcome: 'problem',
		evidence: 'read',
		answer,
		...(exists
			? {
					remedies: [
						setLogDestination(
							stateMachine,
							formatArn({
								partition,
								service: 'logs',
								region,
								accountId,
								resource: `log-group:${name}`,
							}),
						),
					],
				}
			: {
					details: [
						`Name a log group of account ${accountId}, region ${region}, with --log-group.`,
					],
				}),
	};
}

const hasForeignName = (name: string): boolean => !/^[\w-]+$/.test(name);

const nameProblem = ({name}: StateMachine): Answer => ({
	outcome: 'problem',
	evidence: 'read',
	answer: `The name ${name} prevents logging: a state machine that logs can have only 0-9, A-Z, a-z, - and _ in its name.`,
	requests: [
		{
			to: 'the owner of the state machine',
			text: `The name of a state machine cannot be changed. Please deploy ${name} again under a name with only 0-9, A-Z, a-z, - and _, so it can log to CloudWatch Logs.`,
		},
	],
});

/** Logs to this log group and keeps the level. */
const setLogDestination = (stateMachine: StateMachine, logGroupArn: string): Remedy => {
	const {arn, name, revisionId, logging} = stateMachine;

	return {
		id: 'set-log-destination',
		title: `Set the log destination of ${name} to ${destinationArn(logGroupArn)}`,
		why: 'A logging configuration takes exactly one destination: the ARN of a log group of the same account and region, ending in :*.',
		widens: null,
		changes: [
			{
				kind: 'logging-configuration',
				stateMachineArn: arn,
				revisionId,
				...updating(
					printLogging(logging),
					printLogging({...logging, destinations: [destinationArn(logGroupArn)]}),
				),
			},
		],
	};
};
