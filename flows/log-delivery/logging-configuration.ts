import type {StateMachine} from '../../source/account/step-functions.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {bareLogGroupArn, parseLogGroupArn} from '../common/log-group-arn.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';
import {mendDestination} from './mend-destination.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_LoggingConfiguration.html */
export const loggingConfiguration: Check = {
	id: 'logging-configuration',
	title: 'Is the logging configuration one that Step Functions accepts?',
	decisive: true,
	appliesTo: ({stateMachineArn, logGroupArn}) => stateMachineArn !== null || logGroupArn !== null,
	command: ({stateMachineArn, region}) =>
		`aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(stateMachineArn ?? '<state machine ARN>')} --query loggingConfiguration --region ${region}`,

	async run(context) {
		const stateMachine = await subjectStateMachine(context);

		if (stateMachine === null || stateMachine.logging.level === 'OFF') {
			return judgeWish(stateMachine, context.subject);
		}

		return judgeLive(stateMachine, context);
	},
};

/** A deployment that failed took no effect: what was wanted is in the pasted text, or given by the person. */
function judgeWish(stateMachine: StateMachine | null, {logGroupArn, ...subject}: Subject): Answer {
	const now =
		stateMachine === null ? 'Nothing is configured yet' : `Logging of ${stateMachine.name} is OFF`;

	if (stateMachine !== null && hasForeignName(stateMachine.name)) {
		return nameProblem(stateMachine);
	}

	if (logGroupArn === null) {
		return {
			outcome: 'ok',
			evidence: 'read',
			answer: `${now}, so that there is no destination to judge.`,
			details: ['If logging is to be turned on, name the log group with --log-group.'],
		};
	}

	const fault = destinationFault(logGroupArn, subject);

	return {
		outcome: fault ? 'problem' : 'ok',
		evidence: 'read',
		answer: fault
			? `${now}, and the log group wanted would be refused: ${fault}`
			: `${now}; the log group wanted is ${logGroupArn}.`,
		details: ['As the destination, its ARN has to end in :*.'],
	};
}

async function judgeLive(stateMachine: StateMachine, context: CheckContext): Promise<Answer> {
	const {name, logging} = stateMachine;
	const [destination, ...others] = logging.destinations;

	if (hasForeignName(name)) {
		return nameProblem(stateMachine);
	}

	if (destination === undefined || others.length > 0) {
		return mendable(
			`${name} has ${logging.destinations.length} log destinations, and must have exactly one.`,
			stateMachine,
			context,
		);
	}

	const fault =
		destinationFault(bareLogGroupArn(destination), context.subject) ??
		(destination.endsWith(':*') ? null : `${destination} does not end in :*.`);

	return fault
		? mendable(`The log destination of ${name} is not accepted: ${fault}`, stateMachine, context)
		: {
				outcome: 'ok',
				evidence: 'read',
				answer: `Yes: ${name} logs at level ${logging.level} to ${destination}, execution data ${logging.includeExecutionData ? 'included' : 'left out'}.`,
				details: otherWishWords(bareLogGroupArn(destination), context.subject),
			};
}

const otherWishWords = (configured: string, {logGroupArn}: Subject): string[] =>
	logGroupArn === null || bareLogGroupArn(logGroupArn) === configured
		? []
		: [`The other checks look at the log group that is wanted, ${logGroupArn}.`];

/** AWS's documentation has no destination in another account or region: that none works is not confirmed. */
function destinationFault(
	arn: string,
	{region, accountId}: Pick<Subject, 'region' | 'accountId'>,
): string | null {
	const parts = parseLogGroupArn(arn);

	if (!parts) {
		return `${arn} is not the ARN of a log group.`;
	}

	if (parts.accountId !== accountId) {
		return `${arn} lies in account ${parts.accountId}, the state machine in ${accountId}. AWS documents no logging into another account.`;
	}

	return parts.region === region
		? null
		: `${arn} lies in region ${parts.region}, the state machine in ${region}. AWS documents no logging into another region.`;
}

/** A remedy only where the log group it would point to is known to be there. */
async function mendable(
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
						mendDestination(
							stateMachine,
							`arn:${partition}:logs:${region}:${accountId}:log-group:${name}`,
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
	answer: `The name ${name} keeps it from logging: for CloudWatch Logs a state machine's name may hold only 0-9, A-Z, a-z, - and _.`,
	requests: [
		{
			to: 'whoever deploys the state machine',
			text: `A state machine's name cannot be changed. Please deploy ${name} anew under a name of only 0-9, A-Z, a-z, - and _, so that it can log to CloudWatch Logs.`,
		},
	],
});
