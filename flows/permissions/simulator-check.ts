import {AccountError} from '../../source/account/account-error.ts';
import type {SimulationResult} from '../../source/account/iam.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {Detail} from '../../source/diagnosis/detail.ts';
import type {Statement} from '../../source/policy/document.ts';
import type {RolePermissions} from '../common/role-permissions.ts';

export type SimulatorQuestion = {
	/** What the role needs, as statements. */
	asked: readonly Statement[];
	/** Whether our own evaluation finds all of it allowed now. */
	allowed: boolean;
	/** The policies that would be written, simulated as if they existed already. */
	proposed: readonly string[];
};

/** The simulator takes one set of actions and resources a call, and is slow to answer many. */
const statementsAtMost = 8;

/**
 * What IAM's own simulator says, for the details. It knows the role's policies, its boundary and the organization's,
 * and no policy of a resource, session or endpoint: neither of its answers is proof.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 */
export async function simulatorCheck(
	{asked, allowed, proposed}: SimulatorQuestion,
	permissions: RolePermissions,
	{reads}: CheckContext,
): Promise<Detail[]> {
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
		const [now, then] = await Promise.all([
			ask([]),
			proposed.length > 0 ? ask(proposed) : Promise.resolve(null),
		]);
		return said(compared(now, then, allowed));
	} catch (error) {
		if (error instanceof AccountError) {
			return said([`The IAM policy simulator did not answer: ${error.message}`]);
		}

		throw error;
	}
}

const said = (texts: readonly string[]): Detail[] => texts.map(text => ({kind: 'simulator', text}));

function compared(
	now: readonly SimulationResult[],
	then: readonly SimulationResult[] | null,
	allowed: boolean,
): string[] {
	const contrary = allowed
		? now.filter(({decision}) => decision !== 'allowed')
		: now.filter(({decision}) => decision === 'allowed');
	const stillDenied = (then ?? []).filter(({decision}) => decision !== 'allowed');
	const agrees = then === null ? agreement(allowed) : agreedOnProposal;

	if (contrary.length === 0 && stillDenied.length === 0) {
		return [agrees];
	}

	return [
		...contrary.map(result => `IAM's policy simulator disagrees: now ${wordsOf(result)}.`),
		...stillDenied.map(
			result =>
				`IAM's policy simulator does not confirm the proposed policy: with it ${wordsOf(result)}.`,
		),
		noProof,
	];
}

const agreement = (allowed: boolean): string =>
	`IAM's policy simulator agrees: ${allowed ? 'allowed' : 'denied'}.`;

const agreedOnProposal =
	"IAM's policy simulator agrees: denied now, allowed with the proposed policy.";

const noProof =
	'The simulator does not read policies of resources, sessions and endpoints, and sfn-fix does not read those of the organization: neither answer is proof.';

function wordsOf({
	action,
	resource,
	decision,
	allowedByOrganization,
	allowedByBoundary,
	missingContextKeys,
}: SimulationResult): string {
	const reasons = [
		...(allowedByOrganization === false ? ["the organization's policies do not allow it"] : []),
		...(allowedByBoundary === false ? ['the permissions boundary does not allow it'] : []),
		...(missingContextKeys.length > 0
			? [`context keys not given: ${missingContextKeys.join(', ')}`]
			: []),
	];

	return `${action} on ${resource} is ${decision}${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}`;
}
