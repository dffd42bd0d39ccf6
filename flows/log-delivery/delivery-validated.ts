import type {Check} from '../../source/diagnosis/check.ts';
import {liveLogGroup, logGroupWord, subjectLogGroup} from '../common/subject-log-group.ts';

/** Step Functions leaves this stream behind when it tries out a destination. */
export const validationStream = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';

export const deliveryValidated: Check = {
	id: 'delivery-validated',
	title: 'Has a log delivery into the log group ever worked?',
	decisive: false,
	command: subject =>
		`aws logs describe-log-streams --log-group-name ${logGroupWord(subject)} --log-stream-name-prefix ${validationStream} --region ${subject.region}`,

	async run(context) {
		const {name} = await subjectLogGroup(context);
		const validated =
			(await liveLogGroup(context)) !== null &&
			(await context.reads.logStreamExists(name, validationStream));

		return validated
			? {
					outcome: 'ok',
					evidence: 'read',
					answer: `Yes: ${name} holds the stream ${validationStream}, so a delivery into it was set up and worked at that time.`,
				}
			: {
					outcome: 'warning',
					evidence: 'read',
					answer: `Probably not: ${name} holds no stream ${validationStream}.`,
					details: [
						'AWS writes this stream when a delivery is set up; that its absence means that none ever was is our inference.',
					],
				};
	},
};
