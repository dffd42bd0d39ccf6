import {createHash} from 'node:crypto';

/** Looks like a UUID, and is always the same for the same seed. */
export function uuidOf(seed: string): string {
	const hex = createHash('sha256').update(seed).digest('hex');

	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`a${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An IAM unique id, always the same for the same thing: `AROA` for roles, `ANPA` for policies. */
export function uniqueId(prefix: string, of: string): string {
	const digest = createHash('sha256').update(of).digest();

	return prefix + [...digest.subarray(0, 17)].map(byte => alphabet[byte % 32]).join('');
}
