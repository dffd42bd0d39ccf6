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

/** The same failure, of a Glue job. */
function asGlue(state: AccountState): void {
	const id = 'jr_5f0c1d2ab34e';
	const cause = JSON.stringify({
		Id: id,
		JobName: 'sales',
		JobRunState: 'FAILED',
		GlueVersion: '5.0',
	});

	for (const {details} of state.executions.flatMap(({history}) => history)) {
		if (details.resourceType === 'ecs') {
			Object.assign(details, {resourceType: 'glue', resource: 'startJobRun.sync'});
		}
		if (details.parameters !== undefined) {
			details.parameters = JSON.stringify({JobName: 'sales'});
		}
		if (details.output !== undefined) {
			details.output = JSON.stringify({JobRunId: id});
		}
		if (details.cause !== undefined) {
			details.cause = cause;
		}
	}

	for (const group of state.logGroups.filter(({name}) => name === '/ecs/reports')) {
		group.name = '/aws-glue/jobs/error';
		group.arn = group.arn.replace('/ecs/reports', group.name);
		for (const stream of group.streams) {
			stream.name = `${id}-driver`;
		}
	}
}

const textsOf = ({lines}: {lines: Array<{text: string}>}): string[] => lines.map(({text}) => text);

describe('the log lines of a job that failed', () => {
	it.each([
		['an ECS task', () => {}, '/ecs/reports'],
		['a Glue job', asGlue, '/aws-glue/jobs/error'],
	])('are found for %s', async (_what, change, group) => {
		const logs = await logsWith(change);
		expect(logs).toMatchObject({logGroup: group, unavailable: null, isCut: false});
		expect(textsOf(logs).at(-1)).toBe('MissingSales: 1 of 31 shops is incomplete');
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
