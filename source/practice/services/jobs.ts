import {AwsError} from '../aws-error.ts';
import type {OperationContext, PracticeService} from '../service.ts';
import {jsonProtocol} from '../wire/json.ts';
import type {Input, Protocol} from '../wire/protocol.ts';
import {restProtocol} from '../wire/rest.ts';
import {jsonErrors} from './common-errors.ts';

type Described = object | null;

const found = (id: unknown, {state}: OperationContext): Described =>
	state.jobs.find(job => job.id === id)?.described ?? null;

const service = (
	prefix: string,
	protocol: Protocol,
	operations: Record<string, (input: Input, job: (id: unknown) => Described) => object>,
): PracticeService => ({
	prefix,
	protocol,
	errors: jsonErrors,
	operations: Object.fromEntries(
		Object.entries(operations).map(([name, answer]) => [
			name,
			(input: Input, context: OperationContext) => answer(input, id => found(id, context)),
		]),
	),
	resourceOf: () => null,
});

const json = (target: string) => jsonProtocol({target, version: '1.1', errorNamespace: ''});

const orNotFound = (job: Described, code: string): object => {
	if (job === null) {
		throw new AwsError(code, 'The job was not found.');
	}

	return job;
};

const first = (ids: unknown): unknown => (Array.isArray(ids) ? ids[0] : null);
const listed = (job: Described): object[] => (job === null ? [] : [job]);

/** The services whose jobs a state waits for, as far as they tell how one is doing. */
export const jobServices: readonly PracticeService[] = [
	service(
		'batch',
		restProtocol([{operation: 'DescribeJobs', method: 'POST', path: /^\/v1\/describejobs$/}]),
		{DescribeJobs: ({jobs}, job) => ({jobs: listed(job(first(jobs)))})},
	),
	service('glue', json('AWSGlue'), {
		GetJobRun: ({RunId}, job) => ({JobRun: orNotFound(job(RunId), 'EntityNotFoundException')}),
	}),
	service('codebuild', json('CodeBuild_20161006'), {
		BatchGetBuilds: ({ids}, job) => ({builds: listed(job(first(ids)))}),
	}),
	service(
		'sagemaker',
		json('SageMaker'),
		Object.fromEntries(
			['Training', 'Processing', 'Transform'].map(kind => [
				`Describe${kind}Job`,
				(input, job) => orNotFound(job(input[`${kind}JobName`]), 'ResourceNotFound'),
			]),
		),
	),
	service(
		'emr-serverless',
		restProtocol([
			{
				operation: 'GetJobRun',
				method: 'GET',
				path: /^\/applications\/[^/]+\/jobruns\/(?<jobRunId>[^/]+)$/,
			},
		]),
		{
			GetJobRun: ({jobRunId}, job) => ({
				jobRun: orNotFound(job(jobRunId), 'ResourceNotFoundException'),
			}),
		},
	),
];
