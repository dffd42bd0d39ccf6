import {UsageError} from '../errors.ts';

const units: Record<string, number> = {
	m: 60_000,
	h: 60 * 60_000,
	d: 24 * 60 * 60_000,
};

/** AWS keeps the executions of a state machine this long: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const daysAtMost = 90;

/** `30m`, `2h`, `1d` in milliseconds. Throws UsageError. */
export function durationOption(name: string, text: string): number {
	const [, number = '', unit = ''] = /^(\d{1,6})([mhd])$/.exec(text.trim()) ?? [];
	const milliseconds = Number(number) * (units[unit] ?? 0);

	if (!(milliseconds > 0)) {
		throw new UsageError(
			`--${name} needs a duration such as 30m, 2h or 1d, not ${JSON.stringify(text)}.`,
		);
	}

	if (milliseconds > daysAtMost * (units.d ?? 0)) {
		throw new UsageError(
			`--${name} ${text} is too long: AWS keeps executions for ${daysAtMost} days.`,
		);
	}

	return milliseconds;
}
