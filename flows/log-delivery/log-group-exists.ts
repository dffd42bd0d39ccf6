import type {LogGroup} from '../../source/account/cloudwatch-logs.ts';
import {option} from '../../source/aws/shell-quote.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {creating, type Remedy} from '../../source/diagnosis/remedy.ts';
import {withLogGroup} from '../common/find-out.ts';
import {liveLogGroup, subjectLogGroup} from '../common/subject-log-group.ts';

export const check: Check = {
	id: 'log-group-exists',
	title: 'The log group exists',
	decisive: true,
	findOut: subject =>
		withLogGroup(subject, ({name}) => [
			['logs', 'describe-log-groups', ...option('log-group-name-prefix', name)],
		]),

	async run(context) {
		const {name} = await subjectLogGroup(context);

		if (name.startsWith('aws/')) {
			return {
				outcome: 'problem',
				evidence: 'read',
				answer: `${name} cannot be a log group: AWS reserves names that start with aws/.`,
				details: ['Names that start with /aws/, with a leading slash, are allowed.'],
			};
		}

		const logGroup = await liveLogGroup(context);
		return logGroup ? found(logGroup) : missing(name, context.subject.region);
	},
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html */
function found(logGroup: LogGroup): Answer {
	const {name, retentionInDays} = logGroup;
	const details = [
		`ARN: ${logGroup.arn}`,
		`Retention: ${retentionInDays === null ? 'never expires' : `${retentionInDays} days`}`,
	];

	if (logGroup.class === 'STANDARD') {
		return {
			outcome: 'ok',
			evidence: 'read',
			answer: `Log group ${name} exists (class STANDARD).`,
			details,
		};
	}

	return {
		outcome: 'warning',
		evidence: 'read',
		answer: `Log group ${name} exists, but its class is ${logGroup.class}: it is not confirmed that Step Functions delivers to that class.`,
		details: [
			...details,
			'The class of a log group cannot be changed after its creation. STANDARD works.',
		],
	};
}

const missing = (name: string, region: string): Answer => ({
	outcome: 'problem',
	evidence: 'read',
	answer: `Log group ${name} does not exist in region ${region}.`,
	details: ['Step Functions does not create log groups.'],
	remedies: [createLogGroup(name)],
});

const createLogGroup = (logGroupName: string): Remedy => ({
	id: 'create-log-group',
	title: `Create the log group ${logGroupName}`,
	why: 'Creates an empty log group of class STANDARD, without a retention limit and without a KMS key.',
	widens: null,
	changes: [{kind: 'log-group', logGroupName, ...creating(JSON.stringify({logGroupName}))}],
});
