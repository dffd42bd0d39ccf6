import type {Identity, Reads} from '../account/account.ts';
import {type Arn, parseArn} from '../aws/arn.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {parseJson} from '../json.ts';
import {targetOf} from './describe-change.ts';
import {refusedAccountLogPolicy, refusedLogGroup, refusedLogGroupPolicy} from './guard-logs.ts';
import {refusedName} from './guard-names.ts';
import {refusedRole} from './guard-role.ts';
import {refusedDefinition, refusedLogging} from './guard-state-machine.ts';
import {kindOf} from './kinds/kind-of.ts';

/** Why this change is not made and what to do instead; null where nothing speaks against it. */
export const refusalOf = async (change: Change, reads: Reads): Promise<string | null> =>
	refusedText(change) ??
	refusedName(change) ??
	refusedElsewhere(change, await reads.identity()) ??
	refusedByAccount(change, reads);

export type Refused = {change: Change; why: string};

/** Everything that could refuse one of the changes is asked before the first is written. */
export async function refusedAmong(changes: readonly Change[], reads: Reads): Promise<Refused[]> {
	const asked = await Promise.all(
		changes.map(async change => ({change, why: await refusalOf(change, reads)})),
	);

	return asked.flatMap(({change, why}) => (why === null ? [] : [{change, why}]));
}

/** AWS would refuse what is named in another account or region only once the changes before it are written. */
function refusedElsewhere(change: Change, here: Identity): string | null {
	const named = Object.entries(change)
		.filter(([field]) => field.endsWith('Arn'))
		.map(([, arn]) => parseArn(String(arn)))
		.find(arn => arn !== null && !isHere(arn, here));

	return named
		? `The ${targetOf(change)} is in account ${named.accountId || 'of another owner'}${named.region ? `, region ${named.region}` : ''}, and your credentials are for account ${here.accountId}, region ${here.region}. Use --profile and --region to go there.`
		: null;
}

const isHere = (arn: Arn, {accountId, region}: Identity): boolean =>
	(arn.accountId === '' || arn.accountId === accountId || arn.accountId === 'aws') &&
	(arn.region === '' || arn.region === region);

function refusedText(change: Change): string | null {
	const {before, after} = change;

	if (before === after) {
		return `The ${targetOf(change)} already is as it should be: there is nothing to write.`;
	}

	return after === null ? null : refusedDocument(change, after);
}

function refusedDocument(change: Change, after: string): string | null {
	if (parseJson(after) === undefined) {
		return `What would be written to the ${targetOf(change)} is not valid JSON. Correct it by hand.`;
	}

	// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
	const odd = kindOf(change).printPolicy && /[^\t\n\r\u0020-\u00ff]/u.exec(after)?.[0];
	return odd
		? `The ${targetOf(change)} would hold the character ${JSON.stringify(odd)}, which AWS does not take in a policy. Write it without.`
		: null;
}

async function refusedByAccount(change: Change, reads: Reads): Promise<string | null> {
	switch (change.kind) {
		case 'role-inline-policy':
		case 'role-trust-policy':
		case 'role-managed-policy':
			return refusedRole(change, reads);
		case 'account-log-resource-policy':
			return refusedAccountLogPolicy(change, reads);
		case 'log-group-resource-policy':
			return refusedLogGroupPolicy(change);
		case 'log-group':
			return refusedLogGroup(change, reads);
		case 'logging-configuration':
			return refusedLogging(change);
		case 'definition':
			return refusedDefinition(change, reads);
	}
}
