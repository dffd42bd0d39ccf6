import type {EvaluationResult} from '@aws-sdk/client-iam';
import type {SimulationRequest, SimulationResult} from '../iam.ts';
import {collectAll} from './collect.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

/**
 * Asks IAM's simulator: identity policies, the boundary and organisation policies.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const simulate = (
	iam: Services['iam'],
	request: SimulationRequest,
): Promise<SimulationResult[]> =>
	iam('SimulatePrincipalPolicy', async (client, sdk) => {
		const pages = sdk.paginateSimulatePrincipalPolicy({client}, requestOf(request));
		const results = await collectAll(pages, page => page.EvaluationResults);

		return results.flatMap(toResults);
	});

// An empty list is left out: IAM's query protocol would send it as an empty text.
const requestOf = ({roleArn, actions, resources, context, extraPolicies}: SimulationRequest) => ({
	PolicySourceArn: roleArn,
	ActionNames: actions,
	...(resources.length > 0 && {ResourceArns: resources}),
	...(extraPolicies.length > 0 && {PolicyInputList: extraPolicies}),
	...(Object.keys(context).length > 0 && {
		ContextEntries: Object.entries(context).map(([key, values]) => ({
			ContextKeyName: key,
			ContextKeyValues: values,
			ContextKeyType: values.length === 1 ? ('string' as const) : ('stringList' as const),
		})),
	}),
});

/** Asked about several resources, IAM may answer once for the action and list the resources within. */
function toResults(result: EvaluationResult): SimulationResult[] {
	const action = required(result.EvalActionName, 'EvalActionName');
	const allowedByOrganization = result.OrganizationsDecisionDetail?.AllowedByOrganizations ?? null;
	const boundary = result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary ?? null;
	const each = result.ResourceSpecificResults ?? [];

	if (each.length === 0) {
		return [
			{
				action,
				resource: result.EvalResourceName ?? '*',
				decision: required(result.EvalDecision, 'EvalDecision'),
				allowedByOrganization,
				allowedByBoundary: boundary,
				missingContextKeys: result.MissingContextValues ?? [],
			},
		];
	}

	return each.map(one => ({
		action,
		resource: required(one.EvalResourceName, 'EvalResourceName'),
		decision: required(one.EvalResourceDecision, 'EvalResourceDecision'),
		allowedByOrganization,
		allowedByBoundary:
			one.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary ?? boundary,
		missingContextKeys: one.MissingContextValues ?? [],
	}));
}
