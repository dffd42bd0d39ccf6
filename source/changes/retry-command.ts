import {type CommandLocation, printAwsCommand} from '../aws/command.ts';
import {option} from '../aws/shell-quote.ts';
import type {Retry} from '../diagnosis/retry.ts';
import {cliCommand} from './cli-command.ts';

/** The AWS CLI command that repeats the same; null for many executions, which take a command each. */
export function retryCommand(retry: Retry, location: CommandLocation): string | null {
	switch (retry.kind) {
		case 'turn-logging-on':
			return cliCommand(retry.change, location);
		case 'redrive':
			return printAwsCommand(
				['stepfunctions', 'redrive-execution', ...option('execution-arn', retry.executionArn)],
				location,
			);
		case 'start-execution':
			return printAwsCommand(
				[
					'stepfunctions',
					'start-execution',
					...option('state-machine-arn', retry.stateMachineArn),
					...option('input', retry.input),
				],
				location,
			);
		case 'repeat-group':
			return null;
	}
}
