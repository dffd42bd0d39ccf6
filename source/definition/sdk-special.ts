import type {IamAction} from './iam-actions.ts';
import {isObject, member} from './json-tree.ts';
import {type ParameterSource, readParameter} from './parameters.ts';
import type {Place} from './place.ts';
import {type SdkResources, sdkResources} from './sdk-resources.ts';

type ActionOn = {action: string; resources: SdkResources};

const values = (source: ParameterSource, path: string): string[] =>
	readParameter(source, path).flatMap(found =>
		'value' in found && typeof found.value === 'string' ? [found.value] : [],
	);

/** The same call with other parameters, to ask for the resources of one of its parts. */
const withParameters = (source: ParameterSource, parameters: object): ParameterSource => ({
	...source,
	value: {...source.value, [fieldOf(source)]: parameters},
});

const fieldOf = ({queryLanguage}: ParameterSource) =>
	queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';

const table: IamAction['resourceTypes'] = [
	// biome-ignore lint/suspicious/noTemplateCurlyInString: filled like those of iam-actions.json
	{type: 'table', arn: 'arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}'},
];

const onTable = (action: string, source: ParameterSource, place: Place): ActionOn => ({
	action: `dynamodb:${action}`,
	resources: sdkResources({name: action, resourceTypes: table}, source, place),
});

const parts: Record<string, string> = {
	ConditionCheck: 'ConditionCheckItem',
	Delete: 'DeleteItem',
	Put: 'PutItem',
	Update: 'UpdateItem',
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
function transaction(source: ParameterSource, place: Place): ActionOn[] {
	const items = member(source.value[fieldOf(source)], 'TransactItems');
	const writes = (Array.isArray(items) ? items : []).flatMap(item =>
		Object.entries(isObject(item) ? item : {}),
	);
	const known = writes.flatMap(([part, parameters]) => {
		const action = parts[part];

		return action && isObject(parameters)
			? [onTable(action, withParameters(source, parameters), place)]
			: [];
	});

	return known.length > 0
		? known
		: Object.values(parts).map(action => onTable(action, source, place));
}

const verbs: Record<string, string> = {
	SELECT: 'PartiQLSelect',
	INSERT: 'PartiQLInsert',
	UPDATE: 'PartiQLUpdate',
	DELETE: 'PartiQLDelete',
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html */
function partiQl(source: ParameterSource, place: Place): ActionOn[] {
	const texts = ['Statement', 'Statements[].Statement', 'TransactStatements[].Statement'].flatMap(
		path => values(source, path),
	);
	const known = texts.flatMap(text => {
		const action = verbs[/^\s{0,20}(\w{1,10})/.exec(text)?.[1]?.toUpperCase() ?? ''];
		const [, name] = /\b(?:FROM|INTO|UPDATE)\s{1,20}"([^"]{1,255})"/i.exec(text) ?? [];
		const parameters = name ? {TableName: name} : {};

		return action ? [onTable(action, withParameters(source, parameters), place)] : [];
	});

	return known.length > 0
		? known
		: Object.values(verbs).map(action => onTable(action, source, place));
}

/** The object that is copied is read, and the copy is written. */
function copy(source: ParameterSource, place: Place, actions: IamAction[]): ActionOn[] {
	const [from = ''] = values(source, 'CopySource');
	const [bucket = '', ...key] = from.replace(/^\//, '').split('/');
	const read = from === '' ? {} : {Bucket: bucket, Key: key.join('/').split('?')[0]};

	return actions.map(action => ({
		action: action.name,
		resources: sdkResources(
			action,
			action.name === 's3:GetObject' ? withParameters(source, read) : source,
			place,
		),
	}));
}

/** Operations whose actions or resources depend on what their parameters say. */
export const specialOperations: Record<
	string,
	(source: ParameterSource, place: Place, actions: IamAction[]) => ActionOn[]
> = {
	'dynamodb:transactwriteitems': transaction,
	'dynamodb:executestatement': partiQl,
	'dynamodb:batchexecutestatement': partiQl,
	'dynamodb:executetransaction': partiQl,
	's3:copyobject': copy,
	's3:uploadpartcopy': copy,
};

/** What else the same call touches, beside the resources that its parameters name. */
export function furtherResources(action: string, resources: string[], source: ParameterSource) {
	const [service] = action.split(':');
	const [index] = values(source, 'IndexName');

	if (service === 'dynamodb' && index) {
		return resources.map(resource => `${resource}/index/${index}`);
	}

	// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
	if (service === 'logs') {
		return resources
			.filter(resource => /:log-group:[^:]{1,512}$/.test(resource))
			.map(resource => `${resource}:*`);
	}

	return [];
}
