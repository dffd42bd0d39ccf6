import type {Scenario} from '../practice/scenario.ts';
import type {CommandLine, Options} from './options.ts';

/** The command line of somebody who brings just what the scenario says. */
export const practiceCommandLine = (
	{id, target, executionArn, paste, role, logGroup}: Scenario,
	options: Options,
): CommandLine => ({
	command: 'fix',
	operands: [executionArn ?? target ?? []].flat(),
	options: {
		...options,
		practice: id,
		...(paste !== null && {error: paste}),
		...(role !== null && {role}),
		...(logGroup !== null && {'log-group': logGroup}),
	},
});
