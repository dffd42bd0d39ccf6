import {callerPolicy} from '../account/caller-permissions.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {printJson, type Streams} from '../plain/streams.ts';
import type {CommandLine} from './options.ts';

/** The IAM policy that the person running sfn-fix needs, ready to be attached. */
export async function permissions({options}: CommandLine, streams: Streams): Promise<ExitStatus> {
	printJson(streams, callerPolicy({readOnly: options['read-only'] ?? false}));
	return exitStatus.healthy;
}
