import {createHash} from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An IAM unique id, always the same for the same thing: `AROA` for roles, `ANPA` for policies. */
export function uniqueId(prefix: string, of: string): string {
	const digest = createHash('sha256').update(of).digest();

	return prefix + [...digest.subarray(0, 17)].map(byte => alphabet[byte % 32]).join('');
}
