import {callerPolicy} from '../account/caller-permissions.ts';
import {type ExitStatus, exitStatus} from './exit-status.ts';
import type {CommandLine} from './options.ts';
import {printJson} from './output.ts';
import type {Streams} from './streams.ts';

/** The IAM policy that the person running sfn-fix needs, ready to be attached. */
export async function permissions({options}: CommandLine, streams: Streams): Promise<ExitStatus> {
	printJson(streams, callerPolicy({readOnly: options['read-only'] ?? false}));
	return exitStatus.healthy;
}
