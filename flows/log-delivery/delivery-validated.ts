import {option} from '../../source/aws/shell-quote.ts';
import type {Check} from '../../source/diagnosis/check.ts';
import {withLogGroup} from '../common/find-out.ts';
import {liveLogGroup, subjectLogGroup} from '../common/subject-log-group.ts';

/** Step Functions creates this stream when it tests a destination. */
const validationStream = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';

export const check: Check = {
	id: 'delivery-validated',
	title: 'A log delivery to the log group has worked before',
	decisive: false,
	findOut: subject =>
		withLogGroup(subject, ({name}) => [
			[
				'logs',
				'describe-log-streams',
				...option('log-group-name', name),
				...option('log-stream-name-prefix', validationStream),
			],
		]),

	async run(context) {
		const {name} = await subjectLogGroup(context);
		const validated =
			(await liveLogGroup(context)) !== null &&
			(await context.reads.logStreamExists(name, validationStream));

		return validated
			? {
					outcome: 'ok',
					evidence: 'read',
					answer: `${name} has the stream ${validationStream}: a delivery to it was set up and worked at that time.`,
				}
			: {
					outcome: 'warning',
					evidence: 'read',
					answer: `${name} has no stream ${validationStream}.`,
					details: [
						'AWS creates this stream when it sets up a delivery. Without it, most likely no delivery has worked yet; AWS does not document this.',
					],
				};
	},
};
