import type {Reads} from '../account/account.ts';
import {asRefusal} from '../account/if-refused.ts';
import {expressRunsSince} from '../diagnosis/express-execution.ts';
import type {FailedExecution} from './failure-groups.ts';

/** Of an Express state machine, whose executions AWS does not list: those whose log events say that they failed. */
export async function expressFailures(
	reads: Reads,
	stateMachineArn: string,
	window: {since: number; until: number},
): Promise<{found: FailedExecution[]; unread: string[]}> {
	const seen = await expressRunsSince(reads, stateMachineArn, window).catch(asRefusal);

	if (seen instanceof Error) {
		return {found: [], unread: [noList, `Its logs were not read: ${seen.message}`]};
	}

	return {
		found: seen.runs
			.filter(({execution}) => execution.status !== 'SUCCEEDED')
			.map(({execution, read: {chain}}) => {
				const link = chain.links.at(-1);

				return {
					...execution,
					redriveCount: null,
					startedThrough: null,
					machine: null,
					root: {
						stateMachineArn,
						state: chain.root?.name ?? null,
						error: link?.error ?? execution.error ?? null,
						cause: link?.cause ?? execution.cause ?? null,
					},
					failState: null,
					events: 0,
				};
			}),
		unread: [noList, ...seen.unread],
	};
}

const noList =
	'AWS keeps no list of Express executions: these are the ones that the logs show, and logs can be lost.';
