import {shellQuote} from '../aws/shell-quote.ts';
import type {Retry} from '../diagnosis/retry.ts';
import {cliCommand} from './cli-command.ts';

/** The AWS CLI command that repeats the same. */
export function retryCommand(retry: Retry): string {
	switch (retry.kind) {
		case 'turn-logging-on':
			return cliCommand(retry.change);
		case 'redrive':
			return `aws stepfunctions redrive-execution --execution-arn ${shellQuote(retry.executionArn)}`;
		case 'start-execution':
			return `aws stepfunctions start-execution --state-machine-arn ${shellQuote(retry.stateMachineArn)} --input ${shellQuote(retry.input)}`;
	}
}
