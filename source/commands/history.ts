import {targetOf} from '../changes/describe-change.ts';
import {openJournal} from '../changes/journal.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {changeJson} from '../output/json/diagnosis.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {pageOf, printJson, type Streams} from '../plain/streams.ts';
import type {CommandLine} from './options.ts';

/** The changes made from this machine, the newest last. */
export async function history({options}: CommandLine, streams: Streams): Promise<ExitStatus> {
	const entries = await openJournal().entries();

	if (options.json) {
		const changes = entries.map(({change, ...entry}) => ({
			...entry,
			change: changeJson(change, {
				region: entry.region,
				profile: null,
				endpointUrl: entry.endpointUrl,
			}),
		}));
		printJson(streams, {schemaVersion, changes});
		return exitStatus.healthy;
	}

	const page = pageOf(streams, options);

	if (entries.length === 0) {
		page.line('No change was made from this machine.');
	}

	for (const {id, at, status, accountId, region, change} of entries) {
		page.verbatim(`${id}  ${at}  ${status.padEnd(7)}  ${accountId} ${region}  ${targetOf(change)}`);
	}

	return exitStatus.healthy;
}
