import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {parsePolicy} from '../policy/parse.ts';
import {type ApplyOptions, type ApplyResult, applyChange, warningOf} from './apply-change.ts';
import {inverseOf, targetOf} from './describe-change.ts';
import {refusalOf} from './guards.ts';
import type {JournalEntry} from './journal.ts';
import type {Standing} from './kinds/change-kind.ts';
import {kindOf} from './kinds/kind-of.ts';
import {sameAs} from './moved.ts';
import {removeAdditions} from './policy-additions.ts';
import {policyAdditions, tolerant} from './policy-union.ts';

export type UndoPlan = {change: Change} | {refused: string};

/**
 * The change that takes back exactly what was done, and nothing that came after it. Where the endpoint
 * that `reads` asks is given (null: AWS's own), it has to be the entry's.
 */
export async function undoPlan(
	entry: JournalEntry,
	reads: Reads,
	endpointUrl: string | null = entry.endpointUrl,
): Promise<UndoPlan> {
	if (entry.status === 'undone') {
		return {refused: `The change ${entry.id} has been taken back already.`};
	}

	const elsewhere = await refusedElsewhere(entry, reads, endpointUrl);

	if (elsewhere !== null) {
		return {refused: elsewhere};
	}

	const standing = await standingOf(entry.change, reads);
	const plan = planOn(entry.change, standing);

	if ('refused' in plan) {
		return plan;
	}

	const refused = await refusalOf(plan.change, reads);
	return refused === null ? plan : {refused};
}

/** Writes the plan that was shown, and marks the entry when that is done. */
export async function undoChange(
	entry: JournalEntry,
	change: Change,
	options: ApplyOptions,
): Promise<ApplyResult> {
	const {remedyId, endpointUrl} = entry;
	const result = await applyChange(change, {...options, remedyId, endpointUrl, undoes: entry.id});

	if (result.outcome === 'applied' || result.outcome === 'not-visible') {
		const marked = await warningOf(options.journal.append({...entry, status: 'undone'}));
		return {...result, ...marked};
	}

	return result;
}

async function refusedElsewhere(
	{id, accountId, region, endpointUrl: endpoint}: JournalEntry,
	reads: Reads,
	endpointUrl: string | null,
): Promise<string | null> {
	if (endpoint !== endpointUrl) {
		return `The change ${id} was made at ${endpoint ?? "AWS's own endpoint"}, and this is ${endpointUrl ?? "AWS's own endpoint"}. Set --endpoint-url to go there.`;
	}

	const here = await reads.identity();

	return here.accountId === accountId && here.region === region
		? null
		: `The change ${id} was made in account ${accountId}, region ${region}, and this is account ${here.accountId}, region ${here.region}. Use --profile and --region to go there.`;
}

async function standingOf(change: Change, reads: Reads): Promise<Standing> {
	try {
		return await kindOf(change).read(change, reads);
	} catch (error) {
		if (error instanceof AccountError && error.kind === 'not-found') {
			return {text: null, revisionId: null};
		}

		throw error;
	}
}

function planOn(change: Change, {text, revisionId}: Standing): UndoPlan {
	const target = `The ${targetOf(change)}`;
	const back = {
		...inverseOf(change),
		before: text,
		...('revisionId' in change ? {revisionId} : {}),
	};

	if (sameAs(change, text, change.after)) {
		return {change: back};
	}

	if (sameAs(change, text, change.before)) {
		return {refused: `${target} is as it was before the change: there is nothing to take back.`};
	}

	if (text === null) {
		return {refused: `${target} is no longer there: there is nothing to take back.`};
	}

	const after = withoutAdditionsOf(change, text);
	return after
		? {change: {...back, after: after.text}}
		: {
				refused: `${target} was changed again since, and what the change added cannot be told apart. Compare it with the journal and take it back by hand.`,
			};
}

/** Null where it is not plain what to take away; a text of null where nothing of the policy is left. */
function withoutAdditionsOf(change: Change, text: string): {text: string | null} | null {
	const additions = policyAdditions(change);
	const {printPolicy} = kindOf(change);
	const left =
		additions && printPolicy && tolerant(() => removeAdditions(parsePolicy(text), additions));

	if (!left || !printPolicy || change.kind === 'role-managed-policy') {
		return null;
	}

	if (left.Statement.length > 0) {
		return {text: printPolicy(left)};
	}

	return change.before === null ? {text: null} : null;
}
