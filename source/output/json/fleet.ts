import {type CommandLocation, printAwsCommand} from '../../aws/command.ts';
import type {FailedPlace, FleetResult} from '../../fleet/result.ts';
import {detailTexts} from '../details.ts';
import {schemaVersion} from './schema-version.ts';

/** A line of `check --all --jsonl`: `schema/fleet.schema.json` */
export const fleetJson = ({checks, ...result}: FleetResult, location: CommandLocation) => ({
	schemaVersion,
	...result,
	checks: checks.map(check => ({
		...check,
		details: detailTexts(check, location),
		findOut: check.findOut.map(command => printAwsCommand(command, location)),
	})),
});

export const failedPlaceJson = (place: FailedPlace) => ({
	schemaVersion,
	...place,
	executions: 'not-read',
});
