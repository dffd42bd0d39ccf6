import type {
	EvaluationResult,
	SimulatePolicyResponse,
	SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import {type AccessRequest, decideByIdentity} from '../../access/decide.ts';
import {type Policy, readPolicy} from '../../access/policy.ts';
import {type RolePolicies, rolePolicies} from '../../access/role.ts';
import {AwsError} from '../../aws-error.ts';
import {roleByArn} from '../../roles.ts';
import type {OperationContext} from '../../service.ts';
import {checkDocument, iamPage} from './lookup.ts';

/**
 * Evaluates a role's identity policies, its boundary and what the caller proposes besides; resource policies
 * do not count. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
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

		const moment = {state, now: context.now()};
		const own = rolePolicies(role, moment, state.behaviour.iamReadDelay);
		const proposed = (input.PolicyInputList ?? []).flatMap(
			(text, index) => readPolicy(`PolicyInputList.${index + 1}`, checkDocument(text)) ?? [],
		);
		const asked = (input.ActionNames ?? []).flatMap(action =>
			(input.ResourceArns ?? ['*']).map(resource => ({action, resource})),
		);
		const given = Object.fromEntries(
			(input.ContextEntries ?? []).map(({ContextKeyName: key, ContextKeyValues: values}) => [
				key ?? '',
				values ?? [],
			]),
		);
		const {entries, paging} = iamPage(asked, input, context);

		return {
			EvaluationResults: entries.map(each =>
				evaluate(
					{
						...each,
						principal: {arn: role.arn, accountId: state.accountId},
						context: given,
					},
					{...own, policies: [...own.policies, ...proposed]},
				),
			),
			...paging,
		};
	},
};

function evaluate(request: AccessRequest, {policies, boundary}: RolePolicies): EvaluationResult {
	const decision = decideByIdentity(request, {policies, boundary});
	const within =
		boundary && decideByIdentity(request, {policies: [boundary], boundary: null}).effect;

	return {
		EvalActionName: request.action,
		EvalResourceName: request.resource,
		EvalDecision: decision.effect,
		MatchedStatements:
			'by' in decision ? decision.by.map(policy => ({SourcePolicyId: policy})) : [],
		MissingContextValues:
			decision.effect === 'implicitDeny'
				? missingKeys(request, [...policies, ...[boundary ?? []].flat()])
				: [],
		...(within && {
			PermissionsBoundaryDecisionDetail: {AllowedByPermissionsBoundary: within === 'allowed'},
		}),
	};
}

/** The condition keys without which a statement about this action cannot apply, as far as they were not given. */
function missingKeys(request: AccessRequest, policies: readonly Policy[]): string[] {
	const given = Object.keys(request.context).map(key => key.toLowerCase());
	const about = policies.flatMap(({statements}) =>
		statements.filter(({action}) =>
			action.names.some(name => name === '*' || sameAction(name, request.action)),
		),
	);

	return [...new Set(about.flatMap(({conditions}) => conditions.map(({key}) => key)))].filter(
		key => !given.includes(key.toLowerCase()),
	);
}

const sameAction = (name: string, action: string): boolean =>
	name.toLowerCase() === action.toLowerCase() ||
	(name.endsWith(':*') && action.toLowerCase().startsWith(name.slice(0, -1).toLowerCase()));
