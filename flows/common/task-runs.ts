import {AccountError} from '../../source/account/account-error.ts';
import type {TaskDefinition} from '../../source/account/ecs.ts';
import {ifRefused} from '../../source/account/if-refused.ts';
import {parseArn} from '../../source/aws/arn.ts';
import {runsEcsTask, taskDefinitionOf} from '../../source/definition/network-configuration.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {failedExecution} from '../../source/diagnosis/failed-execution.ts';
import {readChain} from '../../source/diagnosis/read-chain.ts';
import {detailText} from '../../source/history/event-details.ts';
import type {Passage} from '../../source/history/passage.ts';
import {machineDefinition} from './machine-definition.ts';

/** One state that runs an ECS task. */
export type TaskRun = {
	state: StateAt;
	/** As the state names it or, where it is computed, as the last failed execution was asked for it. */
	named: string | null;
	computed: boolean;
	taskDefinition: TaskDefinition | null;
	/** In words, why the task definition is not known; null where it is. */
	why: string | null;
};

/** The states that run ECS tasks, each with the task definition as it stands now. */
export async function taskRuns(context: CheckContext): Promise<TaskRun[]> {
	const {definition} = await machineDefinition(context);
	const states = walkStates(definition).filter(runsEcsTask);
	const isComputed = states.some(state => taskDefinitionOf(state) === null);
	const asRun = isComputed ? await taskDefinitionsAsRun(context) : new Map<string, string>();

	return Promise.all(
		states.map(async state => {
			const written = taskDefinitionOf(state);
			const named = written ?? asRun.get(state.name) ?? null;

			return {state, named, computed: written === null, ...(await read(named, context))};
		}),
	);
}

type Read = Pick<TaskRun, 'taskDefinition' | 'why'>;

async function read(named: string | null, {subject, reads}: CheckContext): Promise<Read> {
	if (named === null) {
		return {
			taskDefinition: null,
			why: 'the task definition is computed when the state runs, and no failed execution shows which one was used',
		};
	}

	const region = parseArn(named)?.region;

	if (region !== undefined && region !== subject.region) {
		return {
			taskDefinition: null,
			why: `${named} is in region ${region}, and a task in ${subject.region} cannot run from it`,
		};
	}

	try {
		return {taskDefinition: await reads.taskDefinition(named), why: null};
	} catch (error) {
		if (error instanceof AccountError) {
			return {
				taskDefinition: null,
				why: `${named} could not be read: ${error.message.replace(/\.$/, '')}`,
			};
		}

		throw error;
	}
}

/** State name to the task definition that the last failed execution ran it with. */
async function taskDefinitionsAsRun({subject, reads}: CheckContext): Promise<Map<string, string>> {
	if (subject.kind === 'not-created') {
		return new Map();
	}

	const {stateMachineArn, executionArn} = subject;
	const passages = await failedExecution(reads, stateMachineArn, executionArn)
		.then(async execution =>
			execution ? (await readChain(reads, execution.arn, null)).chain.passages.all : [],
		)
		.catch(ifRefused<Passage[]>([]));

	return new Map(passages.flatMap(scheduledTask));
}

function scheduledTask({name, events}: Passage): Array<[string, string]> {
	const scheduled = events.findLast(({type}) => type === 'TaskScheduled');
	const parameters = detailText(scheduled, 'parameters') ?? '';
	const [, named] = /"TaskDefinition"\s{0,9}:\s{0,9}"([^"]{1,400})"/.exec(parameters) ?? [];

	return name !== null && named !== undefined ? [[name, named]] : [];
}
