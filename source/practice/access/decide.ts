import {conditionHolds} from './conditions.ts';
import {type Context, matchesPattern, readPattern} from './pattern.ts';
import type {Element, Policy, PolicyStatement} from './policy.ts';

export type Principal = {service: string} | {arn: string; accountId: string};

/** A request as the called service sees it. A condition key that is missing in `context` is not in the request. */
export type AccessRequest = {
	principal: Principal;
	action: string;
	resource: string;
	context: Record<string, string[]>;
};

/** `by`: the names of the policies that allow or deny. `missing`: what would have had to allow. */
export type AccessDecision =
	| {effect: 'allowed' | 'explicitDeny'; by: string[]}
	| {effect: 'implicitDeny'; missing: 'identity' | 'boundary' | 'resource'};

/**
 * What the policies of a principal say, within its permissions boundary.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function decideByIdentity(
	request: AccessRequest,
	{policies, boundary}: {policies: readonly Policy[]; boundary: Policy | null},
): AccessDecision {
	const own = matching(request, policies, false);
	const bounds = boundary === null ? null : matching(request, [boundary], false);
	const denies = [...own.Deny, ...(bounds?.Deny ?? [])];

	if (denies.length > 0) {
		return {effect: 'explicitDeny', by: denies};
	}

	if (own.Allow.length === 0) {
		return {effect: 'implicitDeny', missing: 'identity'};
	}

	return bounds?.Allow.length === 0
		? {effect: 'implicitDeny', missing: 'boundary'}
		: {effect: 'allowed', by: own.Allow};
}

/** What the policies of a resource say: trust policies, CloudWatch Logs resource policies. */
export function decideByResource(
	request: AccessRequest,
	policies: readonly Policy[],
): AccessDecision {
	const {Allow, Deny} = matching(request, policies, true);

	if (Deny.length > 0) {
		return {effect: 'explicitDeny', by: Deny};
	}

	return Allow.length > 0
		? {effect: 'allowed', by: Allow}
		: {effect: 'implicitDeny', missing: 'resource'};
}

function matching(
	request: AccessRequest,
	policies: readonly Policy[],
	ofResource: boolean,
): Record<'Allow' | 'Deny', string[]> {
	const context = contextOf(request);
	const found: Record<'Allow' | 'Deny', string[]> = {Allow: [], Deny: []};

	for (const {name, variables, statements} of policies) {
		for (const statement of statements) {
			if (applies(statement, request, {context, variables, ofResource})) {
				found[statement.effect].push(name);
			}
		}
	}

	return found;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function contextOf({principal, context}: AccessRequest): Context {
	const ofPrincipal =
		'service' in principal
			? {
					'aws:PrincipalIsAWSService': ['true'],
					'aws:PrincipalServiceName': [principal.service],
				}
			: {
					'aws:PrincipalIsAWSService': ['false'],
					'aws:PrincipalArn': [principal.arn],
					'aws:PrincipalAccount': [principal.accountId],
				};

	return new Map(
		Object.entries({...ofPrincipal, ...context}).map(([key, values]) => [
			key.toLowerCase(),
			values,
		]),
	);
}

function applies(
	{action, resource, principal, conditions}: PolicyStatement,
	request: AccessRequest,
	{context, variables, ofResource}: {context: Context; variables: boolean; ofResource: boolean},
): boolean {
	const actionMatches = (name: string): boolean =>
		matchesText(name.toLowerCase(), request.action.toLowerCase(), null);
	const resourceMatches = (name: string): boolean =>
		matchesText(name, request.resource, variables ? context : null);

	return (
		includes(action, actionMatches) &&
		(resource === null ? ofResource : includes(resource, resourceMatches)) &&
		(!ofResource ||
			(principal !== null && includes(principal, name => isPrincipal(name, request.principal)))) &&
		conditions.every(condition => conditionHolds(condition, context, variables))
	);
}

const includes = ({names, negated}: Element, matches: (name: string) => boolean): boolean =>
	names.some(matches) !== negated;

function matchesText(text: string, value: string, variables: Context | null): boolean {
	const special = text.search(/[*?$]/);

	// Most names differ before their first wildcard.
	if (special < 0 || !value.startsWith(text.slice(0, special))) {
		return text === value;
	}

	const pattern = readPattern(text, {wildcards: true, variables});

	return pattern !== null && matchesPattern(pattern, value);
}

/** An account, by its id or as `root`, stands for everyone in it. */
function isPrincipal(name: string, principal: Principal): boolean {
	if (name === '*') {
		return true;
	}

	if ('service' in principal) {
		return name === `Service:${principal.service}`;
	}

	const {arn, accountId} = principal;
	const root = arn.replace(/:(?:iam|sts)::.*$/s, `:iam::${accountId}:root`);

	return [`AWS:${arn}`, `AWS:${accountId}`, `AWS:${root}`].includes(name);
}
