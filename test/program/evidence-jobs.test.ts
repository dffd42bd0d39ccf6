import {execFile, spawnSync} from 'node:child_process';
import {promisify} from 'node:util';
import {afterEach, describe, expect, it} from 'vitest';
import {containerFailed} from '../../source/practice/scenarios/container-failed.ts';
import type {AccountState, Fault} from '../../source/practice/state.ts';
import {type PracticeServer, startPracticeServer} from '../support/practice-server.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

let server: PracticeServer | null = null;

afterEach(async () => {
	await server?.stop();
	server = null;
});

const faults = (state: AccountState, operation: string, kind: Fault['kind']): void => {
	state.behaviour.faults.push({operation, kind, times: null});
};

async function logsWith(change: (state: AccountState) => void) {
	server = await startPracticeServer(containerFailed, state => {
		// What changed is paced at two calls a second, and no part of this.
		faults(state, 'cloudtrail:LookupEvents', 'access-denied');
		change(state);
	});
	const {stdout, status} = await runProgram(['check', containerFailed.target ?? '', '--json'], {
		env: server.env,
	});
	const report = JSON.parse(stdout);
	expect(schemaErrors('check', report)).toEqual([]);
	expect({status, verdict: report.verdict}).toEqual({status: 1, verdict: 'problem'});
	return report.evidence.logs;
}

type Job = {
	what: string;
	resourceType: string;
	resource: string;
	parameters: object;
	submitted: object;
	/** As the service describes it, and as it is in the cause of its failure. */
	described: object;
	id: string;
	group: string;
	stream: string;
};

/** Forms as AWS documents them; the sources are beside the code. */
const jobs: Job[] = [
	{
		what: 'a Glue 5 job',
		resourceType: 'glue',
		resource: 'startJobRun.sync',
		parameters: {JobName: 'sales'},
		submitted: {JobRunId: 'jr_5f0c'},
		described: {Id: 'jr_5f0c', JobName: 'sales', JobRunState: 'FAILED', GlueVersion: '5.0'},
		id: 'jr_5f0c',
		group: '/aws-glue/jobs/error',
		stream: 'jr_5f0c-driver',
	},
	{
		what: 'a Glue 4 job',
		resourceType: 'glue',
		resource: 'startJobRun.sync',
		parameters: {JobName: 'sales'},
		submitted: {JobRunId: 'jr_4f0c'},
		described: {Id: 'jr_4f0c', JobName: 'sales', JobRunState: 'FAILED', GlueVersion: '4.0'},
		id: 'jr_4f0c',
		group: '/aws-glue/jobs/error',
		stream: 'jr_4f0c',
	},
	{
		what: 'a Batch job',
		resourceType: 'batch',
		resource: 'submitJob.sync',
		parameters: {JobName: 'sales'},
		submitted: {JobId: 'b-1', JobArn: 'arn:aws:batch:eu-west-1:123456789012:job/b-1'},
		described: {
			jobId: 'b-1',
			status: 'FAILED',
			statusReason: 'Essential container in task exited',
			attempts: [{container: {logStreamName: 'sales/default/5f0c'}}],
		},
		id: 'b-1',
		group: '/aws/batch/job',
		stream: 'sales/default/5f0c',
	},
	{
		what: 'a CodeBuild build',
		resourceType: 'codebuild',
		resource: 'startBuild.sync',
		parameters: {ProjectName: 'site'},
		submitted: {
			Build: {Id: 'site:5f0c', Arn: 'arn:aws:codebuild:eu-west-1:123456789012:build/site:5f0c'},
		},
		described: {
			id: 'site:5f0c',
			buildStatus: 'FAILED',
			logs: {groupName: '/aws/codebuild/site', streamName: '5f0c'},
		},
		id: 'site:5f0c',
		group: '/aws/codebuild/site',
		stream: '5f0c',
	},
	{
		what: 'a SageMaker training job',
		resourceType: 'sagemaker',
		resource: 'createTrainingJob.sync',
		parameters: {TrainingJobName: 'fit-1'},
		submitted: {TrainingJobArn: 'arn:aws:sagemaker:eu-west-1:123456789012:training-job/fit-1'},
		described: {TrainingJobName: 'fit-1', TrainingJobStatus: 'Failed'},
		id: 'fit-1',
		group: '/aws/sagemaker/TrainingJobs',
		stream: 'fit-1/algo-1-1700000000',
	},
	{
		what: 'an EMR Serverless job',
		resourceType: 'emr-serverless',
		resource: 'startJobRun.sync',
		parameters: {ApplicationId: '00f1'},
		submitted: {ApplicationId: '00f1', JobRunId: '00g2'},
		described: {
			applicationId: '00f1',
			jobRunId: '00g2',
			state: 'FAILED',
			configurationOverrides: {
				monitoringConfiguration: {cloudWatchLoggingConfiguration: {enabled: true}},
			},
		},
		id: '00g2',
		group: '/aws/emr-serverless',
		stream: '/applications/00f1/jobs/00g2/SPARK_DRIVER/stderr',
	},
];

/** The same failure, of another job; `cause` is empty where Step Functions gave up waiting. */
function asJob(state: AccountState, job: Job, cause = JSON.stringify(job.described)): void {
	state.jobs.push({id: job.id, described: job.described});

	for (const event of state.executions.flatMap(({history}) => history)) {
		const {details} = event;
		if (details.resourceType === 'ecs') {
			Object.assign(details, {resourceType: job.resourceType, resource: job.resource});
		}
		if (details.parameters !== undefined) {
			details.parameters = JSON.stringify(job.parameters);
		}
		if (details.output !== undefined) {
			details.output = JSON.stringify(job.submitted);
		}
		if (details.cause !== undefined) {
			details.cause = cause;
		}
	}

	for (const group of state.logGroups.filter(({name}) => name === '/ecs/reports')) {
		group.name = job.group;
		group.arn = group.arn.replace('/ecs/reports', group.name);
		for (const stream of group.streams) {
			stream.name = job.stream;
		}
	}
}

const glue = jobs[0] as Job;

/** What the AWS CLI prints when the command that was printed is pasted. */
async function pasted(command: string): Promise<string> {
	const {stdout} = await promisify(execFile)('sh', ['-c', `${command} --output json`], {
		env: {...process.env, ...server?.env, AWS_PAGER: ''},
	});
	return stdout;
}

const hasCli = spawnSync('aws', ['--version']).status === 0;

const textsOf = ({lines}: {lines: Array<{text: string}>}): string[] => lines.map(({text}) => text);

describe('the log lines of a job that failed', () => {
	const last = 'MissingSales: 1 of 31 shops is incomplete';

	it('are found for an ECS task', async () => {
		const logs = await logsWith(() => {});
		expect(logs).toMatchObject({logGroup: '/ecs/reports', unavailable: null, isCut: false});
		expect(textsOf(logs).at(-1)).toBe(last);
	});

	it.each(jobs)('are found for $what, and by the command that is printed', async job => {
		const logs = await logsWith(state => asJob(state, job));
		expect(logs).toMatchObject({logGroup: job.group, unavailable: null, isCut: false});
		expect(logs.streams).toContain(job.stream);
		expect(textsOf(logs).at(-1)).toBe(last);
		hasCli && expect(await pasted(logs.commands[0])).toContain(last);
	});

	it.each(jobs.filter(({resourceType}) => /batch|codebuild/.test(resourceType)))(
		'are found for $what that Step Functions stopped waiting for, by what its service says',
		async job => {
			const logs = await logsWith(state => asJob(state, job, 'It took too long.'));
			expect(logs).toMatchObject({logGroup: job.group, unavailable: null});
			expect(logs.notes[0]).toMatch(/^The job is FAILED/);
		},
	);

	it('of a job that its service does not describe come with the command that finds out', async () => {
		const logs = await logsWith(state => {
			asJob(state, glue, 'It took too long.');
			faults(state, 'glue:GetJobRun', 'access-denied');
		});
		expect(logs.unavailable).toMatch(/not authorized to perform: glue:GetJobRun/);
		expect(logs.commands[0]).toMatch(/^aws glue get-job-run --job-name sales --run-id jr_5f0c/);
	});

	it('of which the streams cannot be listed come with a command that shows their lines', async () => {
		const logs = await logsWith(state => {
			asJob(state, jobs.find(({resourceType}) => resourceType === 'sagemaker') ?? glue);
			faults(state, 'logs:DescribeLogStreams', 'access-denied');
		});
		expect(logs.unavailable).toMatch(/not authorized to perform: logs:DescribeLogStreams/);
		hasCli && expect(await pasted(logs.commands[0])).toContain(last);
	});

	it.each<[string, (state: AccountState) => void, RegExp]>([
		[
			'the log group may not be read',
			state => faults(state, 'logs:GetLogEvents', 'access-denied'),
			/not authorized to perform: logs:GetLogEvents/,
		],
		[
			'the task definition may not be read',
			state => faults(state, 'ecs:DescribeTaskDefinition', 'access-denied'),
			/not authorized to perform: ecs:DescribeTaskDefinition/,
		],
		[
			'there is no such log group',
			state => {
				state.logGroups = state.logGroups.filter(({name}) => name !== '/ecs/reports');
			},
			/\/ecs\/reports/,
		],
		[
			'the stream is empty',
			state => {
				for (const stream of state.logGroups.flatMap(({streams}) => streams)) {
					stream.events = [];
				}
			},
			/log streams hold no lines between/,
		],
		[
			'its container has another log driver',
			state => {
				for (const definition of state.taskDefinitions) {
					definition.logs = {'report-renderer': {logDriver: 'splunk', options: {}}};
				}
			},
			/splunk/,
		],
		[
			'its container logs nowhere',
			state => {
				for (const definition of state.taskDefinitions) {
					definition.logs = {};
				}
			},
			/no log configuration/,
		],
	])('are not shown where %s, and that is said', async (_what, change, why) => {
		const logs = await logsWith(change);
		expect(logs.lines).toEqual([]);
		expect(logs.unavailable).toMatch(why);
	});

	it('are the last of them where there are more', async () => {
		const logs = await logsWith(state => {
			const [stream] = state.logGroups.find(({name}) => name === '/ecs/reports')?.streams ?? [];
			const [first] = stream?.events ?? [];
			const more = Array.from({length: 80}, (_, shop) => ({
				timestamp: first?.timestamp ?? 0,
				ingestedAt: first?.ingestedAt ?? 0,
				message: `shop ${shop}`,
			}));
			stream?.events.splice(1, 0, ...more);
		});
		expect(logs.isCut).toBe(true);
		expect(logs.lines).toHaveLength(30);
		expect(logs.commands[0]).toMatch(/^aws logs get-log-events --log-group-name \/ecs\/reports/);
	});
});
