import {AccountError} from '../account/account-error.ts';

/** However slow AWS is, what is read beside the checks ends. */
const patience = 30_000;

/** A fault of our own is shown as one: it must not end a run that has its verdict. */
export async function orSay<Value>(
	reading: Promise<Value>,
	say: (why: string) => Value,
	milliseconds: number = patience,
): Promise<Value> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<Value>(resolve => {
		timer = setTimeout(
			() => resolve(say(`AWS did not answer within ${milliseconds / 1000} s.`)),
			milliseconds,
		);
	});

	try {
		return await Promise.race([reading, late]);
	} catch (error) {
		return say(
			error instanceof AccountError
				? error.message
				: `Reading it failed: ${error instanceof Error ? error.message : String(error)}`,
		);
	} finally {
		clearTimeout(timer);
	}
}
