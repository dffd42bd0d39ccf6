import type {AwsCommand} from './command.ts';
import {option} from './shell-quote.ts';

/** The cluster of an ECS task: `…:task/cluster/id`. */
export const clusterOf = (taskArn: string): string | null =>
	/:ecs:[^:]{1,30}:\d{12}:task\/([^/]{1,255})\//.exec(taskArn)?.[1] ?? null;

/** What shows how a job is doing that `.sync` waits for; empty where that is not known. */
export function jobCommand(service: string, job: string, of: string | null): AwsCommand[] {
	const cluster = clusterOf(job);

	if (cluster !== null) {
		return [['ecs', 'describe-tasks', ...option('cluster', cluster), ...option('tasks', job)]];
	}

	const [, command] =
		jobCommandsOf.find(([start]) => service.replace('aws-sdk:', '').startsWith(start)) ?? [];
	return command ? command(job, of) : [];
}

type JobCommand = (job: string, of: string | null) => AwsCommand[];

/** Where the job is named by two parts, both have to be known. */
const within =
	(words: string[], ofOption: string, jobOption: string): JobCommand =>
	(job, of) =>
		of === null ? [] : [[...words, ...option(ofOption, of), ...option(jobOption, job)]];

const alone =
	(words: string[], jobOption: string, nameOf = (job: string) => job): JobCommand =>
	job => [[...words, ...option(jobOption, nameOf(job))]];

const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const jobCommandsOf: ReadonlyArray<[string, JobCommand]> = [
	['states:', alone(['stepfunctions', 'describe-execution'], 'execution-arn')],
	['batch:', alone(['batch', 'describe-jobs'], 'jobs')],
	['codebuild:', alone(['codebuild', 'batch-get-builds'], 'ids')],
	['athena:', alone(['athena', 'get-query-execution'], 'query-execution-id')],
	['glue:startJobRun', within(['glue', 'get-job-run'], 'job-name', 'run-id')],
	['elasticmapreduce:addStep', within(['emr', 'describe-step'], 'cluster-id', 'step-id')],
	['elasticmapreduce:createCluster', alone(['emr', 'describe-cluster'], 'cluster-id')],
	[
		'emr-serverless:startJobRun',
		within(['emr-serverless', 'get-job-run'], 'application-id', 'job-run-id'),
	],
	[
		'sagemaker:createTrainingJob',
		alone(['sagemaker', 'describe-training-job'], 'training-job-name', lastPart),
	],
	[
		'sagemaker:createTransformJob',
		alone(['sagemaker', 'describe-transform-job'], 'transform-job-name', lastPart),
	],
	[
		'sagemaker:createProcessingJob',
		alone(['sagemaker', 'describe-processing-job'], 'processing-job-name', lastPart),
	],
];
