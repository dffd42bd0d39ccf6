import {expect, test} from 'vitest';
import {check} from '../../../flows/failed-run/execution-progress.ts';
import {stuckJob} from '../../../source/practice/scenarios/stuck-job.ts';
import type {AccountState} from '../../../source/practice/state.ts';
import {practiceIncident} from '../../support/practice-incident.ts';

type Hanging = {
	type: string;
	resource: string;
	parameters: object;
	submitted: object;
	id: string;
	described: object;
};

const arn = (service: string, rest: string): string =>
	`arn:aws:${service}:eu-west-1:123456789012:${rest}`;

const batch: Hanging = {
	type: 'batch',
	resource: 'submitJob.sync',
	parameters: {JobName: 'sales'},
	submitted: {JobId: 'b-1', JobArn: arn('batch', 'job/b-1')},
	id: 'b-1',
	described: {jobId: 'b-1', status: 'RUNNABLE', statusReason: 'MISCONFIGURATION: no instance'},
};

/** The same wait, for a job of another service. */
async function detailsOf(
	{type, resource, parameters, submitted, id, described}: Hanging,
	change: (state: AccountState) => void = () => {},
): Promise<string> {
	const {diagnose} = practiceIncident(stuckJob, state => {
		state.jobs.push({id, described});

		for (const {details} of state.executions.flatMap(({history}) => history)) {
			if (details.resourceType === 'ecs') {
				Object.assign(details, {resourceType: type, resource});
			}
			if (details.parameters !== undefined) {
				details.parameters = JSON.stringify(parameters);
			}
			if (details.output !== undefined) {
				details.output = JSON.stringify(submitted);
			}
		}

		change(state);
	});
	const {checks} = await diagnose({checks: () => [Promise.resolve({check})]});
	return JSON.stringify(checks[0]?.details);
}

test.each<[string, Hanging, RegExp]>([
	['Batch', batch, /The job is RUNNABLE: MISCONFIGURATION: no instance/],
	[
		'Glue',
		{
			type: 'glue',
			resource: 'startJobRun.sync',
			parameters: {JobName: 'sales'},
			submitted: {JobRunId: 'jr_1'},
			id: 'jr_1',
			described: {Id: 'jr_1', JobRunState: 'RUNNING'},
		},
		/The job is RUNNING/,
	],
	[
		'CodeBuild',
		{
			type: 'codebuild',
			resource: 'startBuild.sync',
			parameters: {ProjectName: 'site'},
			submitted: {Build: {Id: 'site:1', Arn: arn('codebuild', 'build/site:1')}},
			id: 'site:1',
			described: {buildStatus: 'IN_PROGRESS', currentPhase: 'QUEUED'},
		},
		/The job is IN_PROGRESS: QUEUED/,
	],
	[
		'SageMaker',
		{
			type: 'sagemaker',
			resource: 'createTransformJob.sync',
			parameters: {TransformJobName: 't-1'},
			submitted: {TransformJobArn: arn('sagemaker', 'transform-job/t-1')},
			id: 't-1',
			described: {TransformJobName: 't-1', TransformJobStatus: 'InProgress'},
		},
		/The job is InProgress/,
	],
	[
		'EMR Serverless',
		{
			type: 'emr-serverless',
			resource: 'startJobRun.sync',
			parameters: {ApplicationId: '00f1'},
			submitted: {ApplicationId: '00f1', JobRunId: '00g2'},
			id: '00g2',
			described: {jobRunId: '00g2', state: 'QUEUED'},
		},
		/The job is QUEUED/,
	],
])(
	'a job of %s that is waited for is shown as its service describes it',
	async (_of, job, said) => {
		expect(await detailsOf(job)).toMatch(said);
	},
);

test('a job that its service does not show comes with the command that does', async () => {
	const refused = await detailsOf(batch, ({behaviour}) => {
		behaviour.faults.push({operation: 'batch:DescribeJobs', kind: 'access-denied', times: null});
	});
	expect(refused).not.toMatch(/The job is/);
	expect(refused).toMatch(/"batch","describe-jobs"/);
});
