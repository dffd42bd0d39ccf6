import type {AwsError} from './aws-error.ts';

export type ListPage<T> = {entries: T[]; nextToken: string | undefined};

type PageRequest = {
	/** What the caller asked for; its absence leaves the size to the service. */
	size: number | string | undefined;
	token: string | undefined;
	defaultSize: number;
	/** The account's own bound, for small pages. */
	bound: number | null;
	invalidToken: () => AwsError;
};

/** One page of a list. Tokens are opaque to the caller. */
export function page<T>(all: readonly T[], request: PageRequest): ListPage<T> {
	const start = request.token === undefined ? 0 : offsetOf(request.token);

	if (start === null || start > all.length) {
		throw request.invalidToken();
	}

	const asked = Number(request.size ?? 0) || request.defaultSize;
	const end = start + Math.min(asked, request.bound ?? asked);

	return {
		entries: all.slice(start, end),
		nextToken: end < all.length ? tokenOf(end) : undefined,
	};
}

const tokenOf = (offset: number): string =>
	Buffer.from(`page:${offset}`, 'utf8').toString('base64');

function offsetOf(token: string): number | null {
	const [label, offset] = Buffer.from(token, 'base64').toString('utf8').split(':');

	return label === 'page' && /^\d{1,9}$/.test(offset ?? '') ? Number(offset) : null;
}
