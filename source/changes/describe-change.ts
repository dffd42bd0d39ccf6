import type {CommandLocation} from '../aws/command.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {cliCommand} from './cli-command.ts';
import {type DiffLine, diffLines} from './diff.ts';
import {kindOf} from './kinds/kind-of.ts';
import {summarizeChange} from './summarize-change.ts';

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

export type DescribedChange = {
	target: string;
	diff: DiffLine[];
	/** What it adds and removes, a line each. */
	summary: string[];
	sizes: Sizes | null;
	/** The same write with the AWS CLI. */
	command: string;
};

/** What a person is shown of a change before the question. */
export const describeChange = (change: Change, location: CommandLocation): DescribedChange => ({
	target: targetOf(change),
	diff: diffLines(change),
	summary: summarizeChange(change),
	sizes: sizesOf(change),
	command: cliCommand(change, location),
});
