import type {Clock} from '../clock.ts';
import type {Diagnosis} from '../diagnosis/diagnose.ts';
import {poll} from '../poll.ts';

const patienceMilliseconds = 30_000;

type VerifyOptions = {
	/** Ids of the problems that a write was to remove. */
	awaited: readonly string[];
	/** Ids of checks about something that is over: no fix changes their answer. */
	past: readonly string[];
	clock: Clock;
	signal: AbortSignal;
	onWait(seconds: number): void;
};

/** Runs the checks and, while a problem that a write was to remove lingers, runs them again for up to 30 seconds. */
export async function verify(
	runChecks: () => Promise<Diagnosis>,
	{awaited, past, clock, signal, onWait}: VerifyOptions,
): Promise<Diagnosis> {
	let latest: Diagnosis | null = null;
	const isLingering = ({id, outcome}: Diagnosis['checks'][number]): boolean =>
		outcome === 'problem' && awaited.includes(id) && !past.includes(id);

	const polled = await poll<Diagnosis>(
		async () => {
			latest = await runChecks();
			return latest.checks.some(isLingering) ? undefined : latest;
		},
		{
			clock,
			firstPause: 1000,
			longestPause: 16_000,
			factor: 2,
			patience: patienceMilliseconds,
			signal,
			onWait: waited => onWait(Math.round(waited / 1000)),
		},
	);

	if (polled.kind === 'done') {
		return polled.value;
	}

	return latest ?? runChecks();
}
