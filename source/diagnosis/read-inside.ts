import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {ExecutedMachine, Execution} from '../account/step-functions.ts';
import {nameOfArn} from '../aws/arn.ts';
import {type NormalPath, normalPath} from '../definition/normal-path.ts';
import {DefinitionSyntaxError, parseDefinition} from '../definition/parse-definition.ts';
import type {AnsweredEnd} from '../history/answered.ts';
import {parseTarget} from '../incident/target.ts';
import {expressRun} from './express-execution.ts';
import {type ReadChain, readChain} from './read-chain.ts';

type Inside = [ExecutedMachine | null, ReadChain | string];

/** An Express execution has no history: its logs alone tell what happened inside. */
export async function readInside(reads: Reads, execution: Execution): Promise<Inside> {
	const {arn} = execution;

	if (arn.includes(':express:')) {
		return [null, await readLogged(reads, execution)];
	}

	const machine = await reads.executedMachine(arn).catch(ifRefused(null));

	try {
		return [machine, await readChain(reads, arn, pathOf(machine))];
	} catch (error) {
		if (error instanceof AccountError) {
			return [machine, `The history of ${arn} was not read: ${error.message}`];
		}

		throw error;
	}
}

const untilLogged = 600_000;

async function readLogged(
	reads: Reads,
	{arn, startedAt, stoppedAt}: Execution,
): Promise<ReadChain | string> {
	const end = stoppedAt ?? startedAt;

	try {
		const run = end && (await expressRun(reads, arn, end.getTime() + untilLogged));
		return run?.kind === 'seen'
			? {...run.read, unread: run.unread}
			: (run?.why ?? `When ${arn} ran is not known.`);
	} catch (error) {
		if (error instanceof AccountError) {
			return `The log events of the Express execution ${arn} were not read: ${error.message}`;
		}

		throw error;
	}
}

function pathOf(machine: ExecutedMachine | null): NormalPath | null {
	try {
		return machine && normalPath(parseDefinition(machine.definition));
	} catch (error) {
		if (error instanceof DefinitionSyntaxError) {
			return null;
		}

		throw error;
	}
}

/** The Express execution that a task started, as far as its answer tells: DescribeExecution does not know it. */
export function answeredExecution({executionArn, ...end}: AnsweredEnd): Execution {
	const target = parseTarget(executionArn);

	return {
		...end,
		arn: executionArn,
		name: nameOfArn(executionArn),
		stateMachineArn: target?.kind === 'execution' ? target.stateMachineArn : '',
		input: null,
		redriveStatus: null,
		redriveStatusReason: null,
	};
}
