import {isObject, parseJson} from '../json.ts';
import type {DeployedPolicy, DeployedRole, Where} from './deployment.ts';
import {emptyPolicy} from './deployment.ts';
import {documentOf, managedPolicy, onlyPerhaps} from './policy-text.ts';
import {isOpen, type Planned, referenced, type TerraformPlan} from './terraform-plan.ts';
import {type Markers, unknownAccount} from './unresolved.ts';

/** The roles of a plan by address, each with all the policies that the plan gives it. */
export function rolesOfPlan(
	plan: TerraformPlan,
	where: Where,
	markers: Markers,
): Map<string, DeployedRole> {
	const of = (...types: string[]) => plan.resources.filter(({type}) => types.includes(type));
	const roles = new Map(
		of('aws_iam_role').map(role => [role.address, roleOf(role, plan, where, markers)] as const),
	);

	const attach = (resource: Planned, attribute: 'role' | 'roles', policy: DeployedPolicy): void => {
		const names = [resource.values[attribute]].flat();
		const {found, isAll} = referenced(resource, attribute, plan, 'aws_iam_role');
		const own = [...roles].filter(
			([address, {name}]) => found.some(each => each.address === address) || names.includes(name),
		);
		const isSure = isAll || !isOpen(resource, attribute);

		for (const [, {policies}] of own) {
			if (
				policy.arn === null ||
				!policies.some(({arn, kind}) => arn === policy.arn && kind !== 'boundary')
			) {
				policies.push(policy);
			}
		}

		if (!isSure) {
			for (const role of roles.values()) {
				if (!own.some(([, each]) => each === role)) {
					role.policies.push(onlyPerhaps(policy));
				}
			}
		}
	};

	for (const policy of of('aws_iam_role_policy')) {
		attach(policy, 'role', {
			kind: 'inline',
			name: text(policy.values.name) ?? policy.address,
			arn: null,
			...documentOf(parseJson(text(policy.values.policy))),
		});
	}

	for (const each of of('aws_iam_role_policy_attachment', 'aws_iam_policy_attachment')) {
		for (const policy of policiesOf(each, 'policy_arn', 'attached', plan)) {
			attach(each, each.type === 'aws_iam_policy_attachment' ? 'roles' : 'role', policy);
		}
	}

	return roles;
}

const text = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;

/** The managed policies that an attribute names by ARN, with their statements where they are in the plan. */
function policiesOf(
	resource: Planned,
	attribute: string,
	as: 'attached' | 'boundary',
	plan: TerraformPlan,
): DeployedPolicy[] {
	const arns = [resource.values[attribute]].flat().flatMap(arn => text(arn) ?? []);
	const own = (arn: string) =>
		plan.resources.find(({type, values}) => type === 'aws_iam_policy' && values.arn === arn);
	const known = arns.map(arn => {
		const found = own(arn);
		return found ? planned(found, as) : managedPolicy(arn, as, null);
	});

	if (!isOpen(resource, attribute)) {
		return known;
	}

	const {found, isAll} = referenced(resource, attribute, plan, 'aws_iam_policy');

	return [
		...known,
		...found
			.filter(({values}) => !arns.includes(String(values.arn)))
			.map(each => planned(each, as)),
		...(isAll ? [] : [notInPlan(`${resource.address}.${attribute}`, as)]),
	];
}

const planned = ({address, values}: Planned, as: 'attached' | 'boundary'): DeployedPolicy => ({
	kind: as === 'boundary' ? 'boundary' : 'customer-managed',
	name: text(values.name) ?? address,
	arn: text(values.arn) ?? address,
	...documentOf(parseJson(text(values.policy))),
});

const notInPlan = (name: string, as: 'attached' | 'boundary' | 'inline'): DeployedPolicy => ({
	kind: as === 'attached' ? 'customer-managed' : as,
	name,
	arn: null,
	document: emptyPolicy,
	unknown: 'it is known only after apply',
});

function roleOf(
	role: Planned,
	plan: TerraformPlan,
	{partition, accountId}: Where,
	markers: Markers,
): DeployedRole {
	const {address, values} = role;
	const name = text(values.name) ?? markers.of(`${address}.name`, 'named');
	const path = text(values.path) ?? '/';
	const trust = text(values.assume_role_policy);
	const inline = isOpen(role, 'inline_policy') ? [null] : [values.inline_policy ?? []].flat();

	return {
		name,
		arn:
			text(values.arn) ?? `arn:${partition}:iam::${accountId ?? unknownAccount}:role${path}${name}`,
		path,
		trustPolicy: isObject(parseJson(trust)) ? trust : null,
		policies: [
			...inline
				// What the provider says where there is none.
				.filter(each => !isObject(each) || each.policy !== '')
				.map(
					(each): DeployedPolicy =>
						isObject(each) && typeof each.policy === 'string'
							? {
									kind: 'inline',
									name: text(each.name) ?? 'inline_policy',
									arn: null,
									...documentOf(parseJson(each.policy)),
								}
							: notInPlan(`${address}.inline_policy`, 'inline'),
				),
			...policiesOf(role, 'managed_policy_arns', 'attached', plan),
			...policiesOf(role, 'permissions_boundary', 'boundary', plan),
		],
	};
}
