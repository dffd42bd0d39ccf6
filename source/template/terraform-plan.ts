import {isObject, type JsonObject, member} from '../json.ts';

/** A resource as it will be. */
export type Planned = {
	/** `module.orders.aws_iam_role.this[0]` */
	address: string;
	type: string;
	/** What is known only after apply is not in here. */
	values: JsonObject;
	/** Attribute to the addresses that its expression refers to, as the plan writes them, within the module. */
	expressions: JsonObject;
	module: string;
};

/** https://developer.hashicorp.com/terraform/internals/json-format */
export function plannedResources(plan: unknown): Planned[] {
	const planned = member(plan, 'planned_values') ?? member(plan, 'values');
	const configuration = member(member(plan, 'configuration'), 'root_module');

	return inModule(member(planned, 'root_module'), configuration, '');
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function inModule(module: unknown, configuration: unknown, address: string): Planned[] {
	const configured = new Map(
		list(member(configuration, 'resources')).map(each => [
			String(member(each, 'address')),
			member(each, 'expressions'),
		]),
	);
	const own = list(member(module, 'resources')).flatMap((resource): Planned[] => {
		const values = member(resource, 'values');
		const name = `${String(member(resource, 'type'))}.${String(member(resource, 'name'))}`;
		const expressions = configured.get(name);

		return member(resource, 'mode') === 'managed' && isObject(values)
			? [
					{
						address: String(member(resource, 'address')),
						type: String(member(resource, 'type')),
						values,
						expressions: isObject(expressions) ? expressions : {},
						module: address,
					},
				]
			: [];
	});
	const inner = list(member(module, 'child_modules')).flatMap(child => {
		const path = String(member(child, 'address'));
		const call = /(?:^|\.)module\.([^.[]+)(?:\[[^\]]*\])?$/.exec(path)?.[1] ?? '';
		const called = member(member(member(configuration, 'module_calls'), call), 'module');

		return inModule(child, called, path);
	});

	return [...own, ...inner];
}

/**
 * The resource of this type that an attribute's expression refers to. Null where it refers to none or where it cannot
 * be told which of several instances is meant.
 */
export function referenced(
	{expressions, module, address}: Planned,
	attribute: string,
	planned: readonly Planned[],
	type: string,
): Planned | null {
	const references = list(member(member(expressions, attribute), 'references')).map(String);
	const name = references.find(each => each.startsWith(`${type}.`))?.split('.')[1];

	if (name === undefined) {
		return null;
	}

	const base = `${module === '' ? '' : `${module}.`}${type}.${name.replace(/\[.*$/, '')}`;
	const all = planned.filter(
		each => each.type === type && (each.address === base || each.address.startsWith(`${base}[`)),
	);
	const index = /\[[^\]]*\]$/.exec(address)?.[0];
	const [only, ...others] = all;

	return others.length === 0
		? (only ?? null)
		: (all.find(each => index !== undefined && each.address === `${base}${index}`) ?? null);
}
