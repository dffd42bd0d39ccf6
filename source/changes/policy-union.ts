import type {Change} from '../diagnosis/remedy.ts';
import type {PolicyDocument} from '../policy/document.ts';
import {addStatements, mergeDocuments} from '../policy/merge.ts';
import {PolicySyntaxError, parsePolicy} from '../policy/parse.ts';
import {kindOf} from './kinds/kind-of.ts';
import {type Addition, addedStatements, additionsOf} from './policy-additions.ts';

/** What the change adds to a policy document; null where it is no policy, or does more than add. */
export function policyAdditions(change: Change): Addition[] | null {
	const {before, after} = change;

	if (kindOf(change).printPolicy === null || after === null) {
		return null;
	}

	return tolerant(() => additionsOf(parsed(before), parsePolicy(after)));
}

/** `text` with what the change adds; null where that is not plain. */
export function withAdditionsOf(change: Change, text: string | null): string | null {
	const additions = policyAdditions(change);
	const {printPolicy} = kindOf(change);
	const {after} = change;

	if (additions === null || printPolicy === null || after === null) {
		return null;
	}

	return tolerant(() => {
		const added = {...parsePolicy(after), Statement: addedStatements(additions)};
		return printPolicy(
			text === null
				? addStatements(null, added.Statement)
				: mergeDocuments(parsePolicy(text), added),
		);
	});
}

const parsed = (text: string | null): PolicyDocument | null =>
	text === null ? null : parsePolicy(text);

export function tolerant<Value>(compute: () => Value): Value | null {
	try {
		return compute();
	} catch (error) {
		if (error instanceof PolicySyntaxError) {
			return null;
		}

		throw error;
	}
}
