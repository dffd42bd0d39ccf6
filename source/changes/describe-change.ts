import type {Change} from '../diagnosis/remedy.ts';
import {kindOf} from './kinds/kind-of.ts';

/** What is changed, in a person's words, with its name. */
export const targetOf = (change: Change): string => kindOf(change).target(change);

export type Sizes = {before: number; after: number; limit: number};

/** In the unit in which AWS counts; null where AWS sets no limit. */
export function sizesOf(change: Change): Sizes | null {
	const {size} = kindOf(change);

	return size === null
		? null
		: {
				before: change.before === null ? 0 : size.measure(change.before),
				after: change.after === null ? 0 : size.measure(change.after),
				limit: size.limit,
			};
}
