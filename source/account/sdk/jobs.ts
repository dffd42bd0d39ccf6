import {isObject, type JsonObject, parseJson} from '../../json.ts';
import {AccountError} from '../account-error.ts';
import type {JobReads, JobReference} from '../jobs.ts';
import type {Connection} from './connection.ts';
import {type RawRequest, signedRequests} from './signed-request.ts';

type Asking = {
	/** What a service is called in a history, with the beginning of what was called. */
	of: string;
	request(job: string, of: string): Omit<RawRequest, 'region'>;
	/** Where the job is in the answer. */
	in: string | null;
};

export const jobReads = (connection: Connection): JobReads => {
	const send = signedRequests(connection);

	return {
		async job({service, job, of}: JobReference) {
			const asking = askings.find(each => service.replace('aws-sdk:', '').startsWith(each.of));

			if (asking === undefined || (of === null && asking.of.endsWith('startJobRun'))) {
				return null;
			}

			const {region} = connection.config();
			const own = typeof region === 'function' ? await region() : region;
			const request = asking.request(job.slice(job.lastIndexOf('/') + 1), of ?? '');

			try {
				return jobIn(await send({...request, region: own ?? 'us-east-1'}), asking, request);
			} catch (error) {
				if (error instanceof AccountError && /NotFound/i.test(`${error.awsName}${error.kind}`)) {
					return null;
				}

				throw error;
			}
		},
	};
};

function jobIn(
	text: string,
	{in: where}: Asking,
	{service, action}: Pick<RawRequest, 'service' | 'action'>,
): JsonObject | null {
	const answer = parseJson(text);
	const found = where === null ? answer : isObject(answer) ? answer[where] : undefined;

	if (Array.isArray(found)) {
		return found.find(isObject) ?? null;
	}

	if (isObject(found)) {
		return found;
	}

	const operation = `${service}:${action}`;
	throw new AccountError('unavailable', operation, `${operation} gave no answer of AWS.`);
}

const json = (target: string, service: string, body: object): Omit<RawRequest, 'region'> => ({
	service,
	action: target.split('.')[1] ?? target,
	method: 'POST',
	path: '/',
	headers: {'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target},
	body: JSON.stringify(body),
});

const sageMaker = (kind: string): Asking => ({
	of: `sagemaker:create${kind}Job`,
	request: job => json(`SageMaker.Describe${kind}Job`, 'sagemaker', {[`${kind}JobName`]: job}),
	in: null,
});

const askings: readonly Asking[] = [
	{
		of: 'batch:submitJob',
		request: job => ({
			service: 'batch',
			action: 'DescribeJobs',
			method: 'POST',
			path: '/v1/describejobs',
			headers: {'content-type': 'application/json'},
			body: JSON.stringify({jobs: [job]}),
		}),
		in: 'jobs',
	},
	{
		of: 'glue:startJobRun',
		request: (RunId, JobName) => json('AWSGlue.GetJobRun', 'glue', {JobName, RunId}),
		in: 'JobRun',
	},
	{
		of: 'codebuild:startBuild',
		request: id => json('CodeBuild_20161006.BatchGetBuilds', 'codebuild', {ids: [id]}),
		in: 'builds',
	},
	sageMaker('Training'),
	sageMaker('Processing'),
	sageMaker('Transform'),
	...['emr-serverless', 'emrserverless'].map(name => ({
		of: `${name}:startJobRun`,
		request: (job: string, of: string) => ({
			service: 'emr-serverless',
			action: 'GetJobRun',
			method: 'GET' as const,
			path: `/applications/${encodeURIComponent(of)}/jobruns/${encodeURIComponent(job)}`,
		}),
		in: 'jobRun',
	})),
];
