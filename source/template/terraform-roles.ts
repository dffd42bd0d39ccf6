import {isObject, parseJson} from '../json.ts';
import {managedPolicy} from './cloudformation-roles.ts';
import {type DeployedPolicy, type DeployedRole, emptyPolicy, type Where} from './deployment.ts';
import {documentOf} from './policy-text.ts';
import {type Planned, referenced} from './terraform-plan.ts';
import {type Markers, unknownAccount} from './unresolved.ts';

/** The roles of a plan by address, each with all the policies that the plan gives it. */
export function rolesOfPlan(
	planned: readonly Planned[],
	where: Where,
	markers: Markers,
): Map<string, DeployedRole> {
	const of = (type: string) => planned.filter(each => each.type === type);
	const roles = new Map(
		of('aws_iam_role').map(role => [role.address, roleOf(role, where, markers)] as const),
	);

	const attach = (resource: Planned, policy: () => DeployedPolicy): void => {
		const named = text(resource.values.role);
		const role =
			[...roles.values()].find(({name}) => name === named) ??
			roles.get(referenced(resource, 'role', planned, 'aws_iam_role')?.address ?? '');

		role?.policies.push(policy());
	};

	for (const policy of of('aws_iam_role_policy')) {
		attach(policy, () => ({
			kind: 'inline',
			name: text(policy.values.name) ?? policy.address,
			arn: null,
			...documentOf(parseJson(text(policy.values.policy))),
		}));
	}

	for (const attachment of of('aws_iam_role_policy_attachment')) {
		attach(attachment, () => attached(attachment, planned));
	}

	return roles;
}

const text = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;

function attached(attachment: Planned, planned: readonly Planned[]): DeployedPolicy {
	const arn = text(attachment.values.policy_arn);
	const own =
		referenced(attachment, 'policy_arn', planned, 'aws_iam_policy') ??
		planned.find(
			({type, values}) => type === 'aws_iam_policy' && arn !== null && values.arn === arn,
		);

	if (own) {
		return {
			kind: 'customer-managed',
			name: text(own.values.name) ?? own.address,
			arn: text(own.values.arn),
			...documentOf(parseJson(text(own.values.policy))),
		};
	}

	return arn === null
		? {
				kind: 'customer-managed',
				name: attachment.address,
				arn: null,
				document: emptyPolicy,
				unknown: 'which policy it attaches is known only after apply',
			}
		: managed(arn, 'attached');
}

const managed = (arn: string, as: 'attached' | 'boundary'): DeployedPolicy =>
	managedPolicy(arn, as, {resources: new Map(), arnOf: () => null, resolve: value => value});

function roleOf(
	{address, values}: Planned,
	{partition, accountId}: Where,
	markers: Markers,
): DeployedRole {
	const name = text(values.name) ?? markers.of(address, 'named');
	const path = text(values.path) ?? '/';
	const boundary = text(values.permissions_boundary);
	const trust = text(values.assume_role_policy);
	const inline = Array.isArray(values.inline_policy) ? values.inline_policy : [];
	const arns = Array.isArray(values.managed_policy_arns) ? values.managed_policy_arns : [];

	return {
		name,
		arn:
			text(values.arn) ?? `arn:${partition}:iam::${accountId ?? unknownAccount}:role${path}${name}`,
		path,
		trustPolicy: isObject(parseJson(trust)) ? trust : null,
		policies: [
			...inline
				.filter(isObject)
				.filter(each => text(each.policy) !== null)
				.map(
					(each): DeployedPolicy => ({
						kind: 'inline',
						name: text(each.name) ?? 'inline_policy',
						arn: null,
						...documentOf(parseJson(text(each.policy))),
					}),
				),
			...arns.filter(arn => typeof arn === 'string').map(arn => managed(arn, 'attached')),
			...(boundary === null ? [] : [managed(boundary, 'boundary')]),
		],
	};
}
