import {isObject, type JsonObject, member} from '../json.ts';

/** A module as the plan configures it. */
type Scope = {
	/** `module.orders["eu"]`; empty for the root. */
	address: string;
	configuration: unknown;
	/** The expressions that the module gets its variables from. */
	variables: unknown;
	parent: Scope | null;
};

/** A resource as it will be. */
export type Planned = {
	/** `module.orders.aws_iam_role.this[0]` */
	address: string;
	type: string;
	/** What is known only after apply is not in here; in a list it is null. */
	values: JsonObject;
	/** Attribute to the addresses that its expression refers to, as the plan writes them, within the module. */
	expressions: JsonObject;
	scope: Scope;
};

export type TerraformPlan = {resources: readonly Planned[]; scopes: readonly Scope[]};

/** https://developer.hashicorp.com/terraform/internals/json-format */
export function plannedResources(plan: unknown): TerraformPlan {
	const planned = member(plan, 'planned_values') ?? member(plan, 'values');
	const scopes: Scope[] = [];
	const resources = inModule(
		member(planned, 'root_module'),
		{
			address: '',
			configuration: member(member(plan, 'configuration'), 'root_module'),
			variables: null,
			parent: null,
		},
		scopes,
	);

	return {resources, scopes};
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function inModule(module: unknown, scope: Scope, scopes: Scope[]): Planned[] {
	scopes.push(scope);
	const {configuration} = scope;
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
						scope,
					},
				]
			: [];
	});
	const inner = list(member(module, 'child_modules')).flatMap(child => {
		const address = String(member(child, 'address'));
		const name = /(?:^|\.)module\.([^.[]+)(?:\[[^\]]*\])?$/.exec(address)?.[1] ?? '';
		const call = member(member(configuration, 'module_calls'), name);

		return inModule(
			child,
			{
				address,
				configuration: member(call, 'module'),
				variables: member(call, 'expressions'),
				parent: scope,
			},
			scopes,
		);
	});

	return [...own, ...inner];
}

/** Whether an attribute is configured and known only after apply, all of it or a part. */
export const isOpen = ({values, expressions}: Planned, attribute: string): boolean =>
	Object.hasOwn(values, attribute)
		? list(values[attribute]).includes(null)
		: Object.hasOwn(expressions, attribute);

/** `reference`: `aws_iam_role.this`, or something else that is not followed, such as `local.role`. */
type Source = {scope: Scope; reference: string};

/** Where the values of an expression come from, followed through the variables and outputs of modules. */
function sourcesOf(
	expression: unknown,
	scope: Scope,
	scopes: readonly Scope[],
	depth = 0,
): Source[] {
	const all = list(member(expression, 'references')).map(String);
	// `aws_iam_role.this[each.key]`: which one it is, not what it is.
	const named = all.filter(each => !/^(?:each|count)\./.test(each));
	const references = named.length > 0 ? named : all;

	// `aws_iam_role.this.arn` comes with `aws_iam_role.this`.
	return references
		.filter(
			each =>
				!references.some(other => other.startsWith(`${each}.`) || other.startsWith(`${each}[`)),
		)
		.flatMap((reference): Source[] => {
			const [, variable] = /^var\.(\w+)/.exec(reference) ?? [];
			const [, call = '', output] = /^(module\.[^.[]+(?:\[[^\]]*\])?)\.(\w+)/.exec(reference) ?? [];

			if (depth > 9) {
				return [];
			}

			if (variable !== undefined && scope.parent) {
				return sourcesOf(member(scope.variables, variable), scope.parent, scopes, depth + 1);
			}

			if (output !== undefined) {
				const address = `${scope.address === '' ? '' : `${scope.address}.`}${call}`;
				const called = scopes.filter(
					each => each.address === address || each.address.startsWith(`${address}[`),
				);

				return called.flatMap(each =>
					sourcesOf(
						member(member(member(each.configuration, 'outputs'), output), 'expression'),
						each,
						scopes,
						depth + 1,
					),
				);
			}

			return [{scope, reference}];
		});
}

/** The resources of a type that an attribute refers to; `isAll`: it refers to nothing else, and each is told apart. */
export function referenced(
	{expressions, scope, address}: Planned,
	attribute: string,
	plan: TerraformPlan,
	type: string,
): {found: Planned[]; isAll: boolean} {
	const sources = sourcesOf(expressions[attribute], scope, plan.scopes);
	const all = sources.map(({scope: {address: module}, reference}) => {
		const [of, name = ''] = reference.split('.');
		const base = `${module === '' ? '' : `${module}.`}${type}.${name.replace(/\[.*$/, '')}`;
		const instances = plan.resources.filter(
			each =>
				of === type &&
				each.type === type &&
				(each.address === base || each.address.startsWith(`${base}[`)),
		);
		const index = /\[[^\]]*\]$/.exec(address)?.[0];

		return instances.length > 1
			? instances.filter(each => index !== undefined && each.address === `${base}${index}`)
			: instances;
	});

	return {found: all.flat(), isAll: all.length > 0 && all.every(({length}) => length === 1)};
}
