import type {
	ContextEntry,
	EvaluationResult,
	SimulatePolicyResponse,
	SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import {
	type Decision,
	evaluateIdentityPolicies,
	type NamedPolicy,
} from '../../../policy/evaluate.ts';
import {parsePolicy} from '../../../policy/parse.ts';
import {AwsError} from '../../aws-error.ts';
import {type RolePolicies, rolePolicies} from '../../role-policies.ts';
import {roleByArn} from '../../seen-role.ts';
import type {OperationContext} from '../../service.ts';
import {iamPage} from './iam-page.ts';
import {checkDocument} from './policy-text.ts';

/**
 * Judges a role's identity policies, its boundary and what the caller proposes besides; resource
 * policies have no say. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const simulateOperations = {
	SimulatePrincipalPolicy(
		input: SimulatePrincipalPolicyRequest,
		context: OperationContext,
	): SimulatePolicyResponse {
		const {state} = context;
		const role = roleByArn(state, input.PolicySourceArn ?? '');

		if (!role) {
			throw new AwsError(
				'NoSuchEntity',
				`The role with name ${input.PolicySourceArn} cannot be found.`,
				404,
			);
		}

		const own = rolePolicies(role, context, state.behaviour.iamReadDelay);
		const proposed = (input.PolicyInputList ?? []).map(namedProposal);
		const asked = (input.ActionNames ?? []).flatMap(action =>
			(input.ResourceArns ?? ['*']).map(resource => ({action, resource})),
		);
		const {entries, paging} = iamPage(asked, input, context);
		const judged = entries.map(({action, resource}) => {
			const request = {
				principal: {kind: 'aws', arn: role.arn, accountId: state.accountId} as const,
				action,
				resource,
				context: Object.fromEntries((input.ContextEntries ?? []).map(contextValue)),
			};

			return evaluationResult(request, {...own, policies: [...own.policies, ...proposed]});
		});

		return {EvaluationResults: judged, ...paging};
	},
};

type Request = Parameters<typeof evaluateIdentityPolicies>[0];

function evaluationResult(request: Request, {policies, boundary}: RolePolicies): EvaluationResult {
	const decision = evaluateIdentityPolicies(request, {policies, boundary});

	return {
		EvalActionName: request.action,
		EvalResourceName: request.resource,
		EvalDecision: decisionWord(decision),
		MatchedStatements:
			'by' in decision ? decision.by.map(({policy}) => ({SourcePolicyId: policy})) : [],
		MissingContextValues: decision.answer === 'depends' ? decision.on : [],
		...(boundary && {
			PermissionsBoundaryDecisionDetail: {
				AllowedByPermissionsBoundary:
					evaluateIdentityPolicies(request, {policies: [boundary], boundary: null}).answer ===
					'allowed',
			},
		}),
	};
}

/** A condition on a key that was not given does not hold, so what hangs on it is not allowed. */
function decisionWord({answer}: Decision): 'allowed' | 'explicitDeny' | 'implicitDeny' {
	if (answer === 'explicitly-denied') {
		return 'explicitDeny';
	}

	return answer === 'allowed' ? 'allowed' : 'implicitDeny';
}

const namedProposal = (text: string, index: number): NamedPolicy => ({
	name: `PolicyInputList.${index + 1}`,
	document: parsePolicy(checkDocument(text)),
});

const contextValue = ({ContextKeyName, ContextKeyValues}: ContextEntry) =>
	[ContextKeyName ?? '', {known: ContextKeyValues ?? []}] as const;
