import {type IamPrefix, iamTable} from './iam-table.ts';

export type ResourceType = {type: string; arn: string; required: boolean};

export type IamAction = {
	/** `s3:ListBucket`. */
	name: string;
	/** ARN templates of the resources it can be limited to: none if it has no resource level. */
	resourceTypes: ResourceType[];
};

/** `cloudwatchlogs` is `logs`; null for an API that IAM has no say in; undefined for one not known. */
export function iamPrefixOf(sdkService: string): string | null | undefined {
	const {services} = iamTable();
	const prefix = Object.hasOwn(services, sdkService) ? services[sdkService] : undefined;

	return prefix === '' ? sdkService : prefix;
}

/** Whether the actions of an IAM prefix are carried along: if not, nothing is known of them. */
export const knowsPrefix = (prefix: string): boolean => Object.hasOwn(iamTable().prefixes, prefix);

/**
 * The actions that allow an SDK operation. Several where AWS checks several; none where nothing
 * has to be allowed; null where the operation is not known.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function actionsOf(prefix: string, operation: string): IamAction[] | null {
	const key = `${prefix}:${operation.toLowerCase()}`;
	const known = operations.get(key);

	if (known !== undefined) {
		return known;
	}

	const found = findActions(prefix, operation);
	operations.set(key, found);
	return found;
}

const operations = new Map<string, IamAction[] | null>();

function findActions(prefix: string, operation: string): IamAction[] | null {
	const service = prefixNamed(prefix);

	if (!service) {
		return null;
	}

	const wanted = operation.toLowerCase();
	const special = Object.entries(service.operations ?? {}).find(
		([name]) => name.toLowerCase() === wanted,
	);
	const names = special?.[1] ?? [operation];
	const actions = names.flatMap(name => iamAction(`${prefix}:${name}`) ?? []);

	return actions.length === names.length ? actions : null;
}

const prefixNamed = (prefix: string): IamPrefix | undefined => {
	const {prefixes} = iamTable();
	return Object.hasOwn(prefixes, prefix) ? prefixes[prefix] : undefined;
};

const actions = new Map<string, IamAction | null>();

/** An action of IAM's reference, `s3:GetObject`; null where it is not known. */
export function iamAction(name: string): IamAction | null {
	const key = name.toLowerCase();
	const known = actions.get(key);

	if (known !== undefined) {
		return known;
	}

	const [prefix = '', ...rest] = key.split(':');
	const service = prefixNamed(prefix);
	const found = service ? findAction(prefix, service, rest.join(':')) : null;
	actions.set(key, found);
	return found;
}

/** Whether AWS asks for the action on `*` alone, since no resource can be named for it. */
export const hasNoResourceLevel = (action: string): boolean =>
	iamAction(action)?.resourceTypes.length === 0;

function findAction(prefix: string, service: IamPrefix, wanted: string): IamAction | null {
	for (const [types, nouns] of Object.entries(service.actions)) {
		const found = nouns.split(' ').find(entry => spelled(entry, wanted) !== null);

		if (found !== undefined) {
			const resourceTypes = typesOf(prefix, service, types);

			return {name: `${prefix}:${spelled(found, wanted)}`, resourceTypes};
		}
	}

	return null;
}

/** `Table:cd` is CreateTable and DeleteTable; an entry without a colon is an action as it stands. */
function spelled(entry: string, wanted: string): string | null {
	const [noun = '', codes] = entry.split(':');
	const names =
		codes === undefined ? [noun] : [...codes].map(code => (iamTable().verbs[code] ?? '') + noun);

	return names.find(name => name.toLowerCase() === wanted) ?? null;
}

function typesOf(prefix: string, service: IamPrefix, types: string): ResourceType[] {
	return types.split('|').flatMap(marked => {
		const required = marked.startsWith('+');
		const type = required ? marked.slice(1) : marked;
		const arn = service.types[type];

		return arn === undefined ? [] : [{type, arn: inFull(arn, prefix), required}];
	});
}

const inFull = (arn: string, prefix: string) =>
	arn
		.replace('~:', () => `arn:\${Partition}:${prefix}:`)
		.replace('@:', () => `\${Region}:\${Account}:`);
