import {InterruptedError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import type {FleetPlace} from '../fleet/result.ts';
import type {Streams} from '../plain/streams.ts';
import {
	type FoundMachine,
	foundIn,
	keyOfFound,
	pickFound,
	statusAfter,
	whyFound,
} from '../run/pick-found.ts';
import type {Options} from './options.ts';
import {pick} from './pick.ts';
import {reportFailure} from './report-failure.ts';
import {wizard} from './wizard.ts';

/** Opens the wizard on one of the state machines with findings after the other, for as long as the person wants. */
export async function fixFound(
	places: readonly FleetPlace[],
	checked: ExitStatus,
	options: Options,
	streams: Streams,
): Promise<ExitStatus> {
	const machines = foundIn(places);
	const opened = new Map<string, ExitStatus>();
	await dropTyped(streams);

	while (machines.length > 0) {
		const machine: FoundMachine | null = await pick(
			pickFound(machines, opened, places.length > 1),
			{why: whyFound, leavesOnEscape: true},
			options,
			streams,
		);

		if (machine === null) {
			break;
		}

		const status = await open(machine, options, streams);

		if (status === exitStatus.interrupted) {
			return status;
		}

		opened.set(keyOfFound(machine), status);
	}

	return statusAfter(opened, checked);
}

/** Keys that were pressed while the account was checked answer no question: none was there. Ctrl-C leaves all the same. */
async function dropTyped({stdin}: Streams): Promise<void> {
	let isInterrupted = false;
	const drop = (typed: Buffer | string) => {
		isInterrupted ||= String(typed).includes('\u0003');
	};
	stdin.setRawMode?.(true);
	stdin.on('data', drop);
	await new Promise(resolve => setTimeout(resolve, 50));
	stdin.off('data', drop);
	stdin.pause();
	stdin.setRawMode?.(false);

	if (isInterrupted) {
		throw new InterruptedError('Interrupted.');
	}
}

/** What goes wrong with one does not end the work on the others. */
async function open(
	{stateMachineArn, region, profile}: FoundMachine,
	{all: _all, resume: _resume, recent: _recent, profile: _profile, ...options}: Options,
	streams: Streams,
): Promise<ExitStatus> {
	try {
		return await wizard(
			{
				command: 'wizard',
				operands: [stateMachineArn],
				options: {...options, region, ...(profile !== null && {profile})},
			},
			streams,
			{leavesOnBack: true},
		);
	} catch (error) {
		return reportFailure(error, streams, {json: false, debug: options.debug ?? false});
	}
}
