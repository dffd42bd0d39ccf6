import {nameOfArn} from '../aws/arn.ts';
import {retryCommand} from '../changes/retry-command.ts';
import type {GroupMember, Retry} from '../diagnosis/retry.ts';
import {redactSecrets} from '../secrets.ts';
import {count, grouped} from '../text.ts';
import type {RunState} from './state.ts';
import type {ShownRetry} from './step.ts';

/** What it is started with, where the person can give another input. */
export const inputOf = (retry: Retry): string | null =>
	retry.kind === 'start-execution' && retry.askForInput ? retry.input : null;

export function withInput({settings}: RunState, offered: ShownRetry, input: string): ShownRetry {
	if (offered.retry.kind !== 'start-execution' || input === offered.retry.input) {
		return offered;
	}

	const retry = {...offered.retry, input};
	return {...offered, retry, command: retryCommand(retry, settings.location)};
}

const mostNamed = 3;

/** What a yes starts: the executions by name, as far as they are few, or the input. */
export function summaryOf(retry: Retry): string[] {
	if (retry.kind === 'start-execution') {
		return [inputLine(retry.input)];
	}

	return retry.kind === 'repeat-group' ? [executionsOf(retry.members, mostNamed)] : [];
}

export function executionsOf(members: readonly GroupMember[], most = members.length): string {
	const names = members.map(({executionArn}) => nameOfArn(executionArn));
	const more = names.length - most;
	return `Executions: ${names.slice(0, most).join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`;
}

const longestInput = 300;

/** In one line: what an execution is started with. */
function inputLine(input: string): string {
	const text = redactSecrets(input).replace(/\n\s*/g, ' ');
	const all = `, ${count(text.length, 'character')} in all`;
	return `Input: ${text.length > longestInput ? `${text.slice(0, longestInput)}...${all}` : text}`;
}
