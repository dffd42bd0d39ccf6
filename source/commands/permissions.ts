import {flows} from '../../flows/index.ts';
import {needsOfAllFlows, needsOfFlow, needsOfUndo} from '../caller/caller-needs.ts';
import {policyFor} from '../caller/caller-permissions.ts';
import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {printJson, type Streams, tellOn} from '../plain/streams.ts';
import {didYouMean, nearestNames} from '../spelling.ts';
import {type CommandLine, commandNames} from './options.ts';

/** The IAM policy that the person running sfn-fix needs, ready to be attached. */
export async function permissions(
	{operands: [name], options}: CommandLine,
	streams: Streams,
): Promise<ExitStatus> {
	const policy = policyOf(name, options['read-only'] ?? false);

	if (policy.Statement.length === 0) {
		tellOn(streams)(`sfn-fix ${name} does not call AWS: it needs no permissions.`);
	}

	printJson(streams, policy);
	return exitStatus.healthy;
}

/** Throws UsageError for what is neither a command nor a flow. */
function policyOf(name: string | undefined, readOnly: boolean): ReturnType<typeof policyFor> {
	switch (name) {
		case undefined:
		case 'fix':
			return policyFor(needsOfAllFlows({readOnly}));
		case 'check':
			return policyFor(needsOfAllFlows({readOnly: true}));
		case 'undo':
			return policyFor(needsOfUndo({readOnly}));
		default:
			return offline.includes(name)
				? policyFor({required: new Set(), optional: new Set()})
				: policyFor(needsOfFlow(flowNamed(name), {readOnly}));
	}
}

const online: readonly string[] = ['wizard', 'check', 'fix', 'undo'];
const offline: readonly string[] = commandNames.filter(name => !online.includes(name));

function flowNamed(name: string): string {
	const ids = flows.map(({id}) => id);

	if (!ids.includes(name)) {
		throw new UsageError(
			didYouMean(
				`${JSON.stringify(name)} is neither a command nor a flow.`,
				nearestNames(name, [...commandNames.filter(each => each !== 'wizard'), ...ids]),
				'sfn-fix flows lists the flows.',
			),
		);
	}

	return name;
}
