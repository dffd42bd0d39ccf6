import {AccountError} from '../../source/account/account-error.ts';
import type {SimulationResult} from '../../source/account/iam.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {Statement} from '../../source/policy/document.ts';
import type {RolePermissions} from '../common/role-permissions.ts';

export type Opinion = {
	/** What the role needs, as statements. */
	asked: readonly Statement[];
	/** Whether our own evaluation finds all of it allowed as it stands. */
	allowed: boolean;
	/** The policies that would be written; asked about as if they were there already. */
	proposed: readonly string[];
};

/** The simulator takes one set of actions and resources a call, and is slow to answer many. */
const statementsAtMost = 8;

/**
IAM's own simulator, asked besides; a sentence for the details. It knows the role's policies, its boundary and the
organisation's, and no policy of a resource, session or endpoint: neither of its answers is proof.
https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
*/
export async function secondOpinion(
	{asked, allowed, proposed}: Opinion,
	permissions: RolePermissions,
	{reads}: CheckContext,
): Promise<string[]> {
	const statements = asked.slice(0, statementsAtMost);
	const ask = async (extraPolicies: readonly string[]): Promise<SimulationResult[]> => {
		const results = await Promise.all(
			statements.map(({Action = [], Resource = [], Condition = {}}) =>
				reads.simulate({
					roleArn: permissions.role.arn,
					actions: Action,
					resources: Resource,
					context: Object.assign({}, ...Object.values(Condition)),
					extraPolicies: [...extraPolicies],
				}),
			),
		);
		return results.flat();
	};

	if (statements.length === 0) {
		return [];
	}

	try {
		const now = await ask([]);
		const then = proposed.length > 0 ? await ask(proposed) : null;
		return compared(now, then, allowed);
	} catch (error) {
		if (error instanceof AccountError) {
			return [`IAM's simulator could not be asked for a second opinion: ${error.message}`];
		}

		throw error;
	}
}

function compared(
	now: readonly SimulationResult[],
	then: readonly SimulationResult[] | null,
	allowed: boolean,
): string[] {
	const contrary = allowed
		? now.filter(({decision}) => decision !== 'allowed')
		: now.filter(({decision}) => decision === 'allowed');
	const stillRefused = (then ?? []).filter(({decision}) => decision !== 'allowed');
	const agrees = then === null ? agreement(allowed) : agreedOnProposal;

	if (contrary.length === 0 && stillRefused.length === 0) {
		return [agrees];
	}

	return [
		...contrary.map(result => `IAM's simulator disagrees: ${wordsOf(result)} as it stands.`),
		...stillRefused.map(
			result => `IAM's simulator does not expect the proposed policy to help: ${wordsOf(result)}.`,
		),
		noProof,
	];
}

const agreement = (allowed: boolean): string =>
	`IAM's simulator says the same: ${allowed ? 'allowed' : 'refused'}.`;

const agreedOnProposal =
	"IAM's simulator says the same: refused as it stands, allowed with the proposed policy.";

const noProof =
	'The simulator sees no policies of resources, sessions and endpoints, and sfn-fix none of the organisation: neither is proof.';

function wordsOf({
	action,
	resource,
	decision,
	allowedByOrganization,
	allowedByBoundary,
	missingContextKeys,
}: SimulationResult): string {
	const reasons = [
		...(allowedByOrganization === false ? ["the organisation's policies do not allow it"] : []),
		...(allowedByBoundary === false ? ['the permissions boundary does not allow it'] : []),
		...(missingContextKeys.length > 0 ? [`not told: ${missingContextKeys.join(', ')}`] : []),
	];

	return `${action} on ${resource} is ${decision}${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}`;
}
