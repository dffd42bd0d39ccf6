import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';

/** How long what is read beside the checks is waited for, however slow AWS is. */
const longest = 30_000;
const afterVerdict = 5_000;

export type InTime = {
	/** When time is over, each read ends as if AWS had refused it: what is known by then is still told. */
	reads: Reads;
	/** The verdict is there: from now on there is little time. */
	hurry(): void;
	end(): void;
};

export function inTime(all: Reads): InTime {
	const timers: Array<ReturnType<typeof setTimeout>> = [];
	let end = (_why: string): void => {};
	const over = new Promise<string>(resolve => {
		end = resolve;
	});
	const endAfter = (milliseconds: number, of: string) =>
		timers.push(
			setTimeout(
				end,
				milliseconds,
				`Not read within ${milliseconds / 1000} s${of}: AWS is slow or throttles the calls.`,
			),
		);
	endAfter(longest, '');

	return {
		reads: new Proxy(all, {
			get: (target, name: string) => {
				const read: (...given: unknown[]) => Promise<unknown> = Reflect.get(target, name);
				return (...given: unknown[]) =>
					Promise.race([
						over.then(why => {
							throw new AccountError('unavailable', name, why);
						}),
						read(...given),
					]);
			},
		}),
		hurry: () => endAfter(afterVerdict, ' after the verdict'),
		end: () => timers.forEach(clearTimeout),
	};
}
