import {pathWords} from './name-words.ts';

/** `log-group:NAME`, and what follows: `:*` or `:log-stream:NAME`. */
export const inLogGroup = /^(log-group:)([^:]+)((?::log-stream:)?)([^:*]*)(.*)$/;

/** `/acme/orders` stays whole; of `/aws/vendedlogs/states/orders` only `orders` is a name. */
export function withoutAwsPath(name: string): string {
	const path = name.split('/');
	const first = path.findIndex(
		(part, index) => part !== '' && (index === path.length - 1 || !pathWords.has(part)),
	);

	return first <= 1 || path[1] !== 'aws' ? name : path.slice(first).join('/');
}

/** A log group's name with its pseudonym. */
export function logGroupIn(name: string, pseudonyms: ReadonlyMap<string, string>): string {
	const rest = withoutAwsPath(name);
	const literal = rest.match(/^(.*?)([-_./*?]*)$/);
	const [, own = '', end = ''] = literal ?? [];
	const pseudonym = pseudonyms.get(own);

	return pseudonym === undefined
		? name
		: `${name.slice(0, name.length - rest.length)}${pseudonym}${end}`;
}
