import type {LogGroup} from '../../source/account/cloudwatch-logs.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {liveLogGroup, logGroupWord, subjectLogGroup} from '../common/subject-log-group.ts';
import {createLogGroup} from './create-log-group.ts';

export const logGroupExists: Check = {
	id: 'log-group-exists',
	title: 'Does the log group exist?',
	decisive: true,
	command: subject =>
		`aws logs describe-log-groups --log-group-name-prefix ${logGroupWord(subject)} --region ${subject.region}`,

	async run(context) {
		const {name} = await subjectLogGroup(context);

		if (name.startsWith('aws/')) {
			return {
				outcome: 'problem',
				evidence: 'read',
				answer: `${name} cannot be a log group: AWS keeps names that start with aws/ to itself.`,
				details: ['Names that start with /aws/, with a slash before it, are allowed.'],
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
		`Retention: ${retentionInDays === null ? 'kept for ever' : `${retentionInDays} days`}`,
	];

	if (logGroup.class === 'STANDARD') {
		return {
			outcome: 'ok',
			evidence: 'read',
			answer: `Yes: ${name} exists, of class STANDARD.`,
			details,
		};
	}

	return {
		outcome: 'warning',
		evidence: 'read',
		answer: `${name} exists, but its class is ${logGroup.class}: whether Step Functions delivers into that class is not confirmed.`,
		details: [
			...details,
			"A log group's class is fixed at its creation. STANDARD is sure to work.",
		],
	};
}

const missing = (name: string, region: string): Answer => ({
	outcome: 'problem',
	evidence: 'read',
	answer: `No: there is no log group ${name} in region ${region}.`,
	details: ['Step Functions does not create it.'],
	remedies: [createLogGroup(name)],
});
