import type {Reads} from '../account/account.ts';
import type {ReviewedPolicy} from '../account/policy-review.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {orSay} from './or-say.ts';

/** What IAM Access Analyzer says of a policy, before it is written: it decides nothing. */
export type PolicyReview = {
	findings: string[];
	/** Why it says nothing; null where it was asked. */
	unavailable: string | null;
};

/** A question waits for it. */
const patience = 3000;

const kinds: Partial<Record<Change['kind'], ReviewedPolicy['of']>> = {
	'role-inline-policy': 'identity',
	'role-managed-policy': 'identity',
	'role-trust-policy': 'trust',
	'account-log-resource-policy': 'resource',
	'log-group-resource-policy': 'resource',
};

/** Null where no policy is written. */
export async function reviewPolicy(
	{kind, after}: Change,
	reads: Pick<Reads, 'validatePolicy'>,
): Promise<PolicyReview | null> {
	const of = kinds[kind];

	return of === undefined || after === null
		? null
		: orSay(
				reviewed({document: after, of}, reads),
				why => ({findings: [], unavailable: why}),
				patience,
			);
}

/** An incident is no time for suggestions. */
const reviewed = async (
	policy: ReviewedPolicy,
	reads: Pick<Reads, 'validatePolicy'>,
): Promise<PolicyReview> => ({
	findings: (await reads.validatePolicy(policy))
		.filter(({type}) => type !== 'SUGGESTION')
		.map(
			({type, code, details}) =>
				`Access Analyzer: ${type.toLowerCase().replace('_', ' ')} ${code}. ${details}`,
		),
	unavailable: null,
});
