import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {ReferenceKind} from '../../source/definition/references.ts';

/** The AWS CLI command that shows a resource, without its name. */
const commands: Record<ReferenceKind, string> = {
	function: 'lambda get-function --function-name',
	activity: 'stepfunctions describe-activity --activity-arn',
	'state-machine': 'stepfunctions describe-state-machine --state-machine-arn',
	'task-definition': 'ecs describe-task-definition --task-definition',
	cluster: 'ecs describe-clusters --clusters',
	queue: 'sqs get-queue-attributes --queue-url',
	topic: 'sns get-topic-attributes --topic-arn',
	table: 'dynamodb describe-table --table-name',
	'glue-job': 'glue get-job --job-name',
	'batch-queue': 'batch describe-job-queues --job-queues',
	'batch-definition': 'batch describe-job-definitions --job-definition-name',
	bucket: 's3api head-bucket --bucket',
	'build-project': 'codebuild batch-get-projects --names',
	'event-bus': 'events describe-event-bus --name',
};

export const lookUpCommand = (kind: ReferenceKind, name: string, region: string): string =>
	`aws ${commands[kind]} ${shellQuote(name)} --region ${region}`;
