import process from 'node:process';
import {InterruptedError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import type {FleetPlace} from '../fleet/result.ts';
import {pageOf, type Streams, wantsPlain} from '../plain/streams.ts';
import {type FoundMachine, foundIn, pickFound, statusAfter, whyFound} from '../run/pick-found.ts';
import type {Options} from './options.ts';
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

	while (machines.length > 0) {
		const machine = await pick(pickFound(machines, opened, places.length > 1), options, streams);

		if (machine === null) {
			break;
		}

		const status = await open(machine, options, streams);

		if (status === exitStatus.interrupted) {
			return status;
		}

		opened.set(machine.stateMachineArn, status);
	}

	return statusAfter(opened, checked);
}

/** Null where the person leaves. */
async function pick(
	question: ReturnType<typeof pickFound>,
	options: Options,
	streams: Streams,
): Promise<FoundMachine | null> {
	if (options.plain || wantsPlain(process.env)) {
		const {pickInLines} = await import('../plain/pick-in-lines.ts');
		return pickInLines(question, whyFound, pageOf(streams, options), streams);
	}

	const {pickOnScreen} = await import('../wizard/pick-on-screen.tsx');
	const picked = await pickOnScreen(question, whyFound, {
		leavesOnEscape: true,
		...(options['no-color'] && {colour: false}),
	});

	if (picked === 'interrupted') {
		throw new InterruptedError('Interrupted.');
	}

	return picked === 'left' ? null : picked;
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
		);
	} catch (error) {
		return reportFailure(error, streams, {json: false, debug: options.debug ?? false});
	}
}
