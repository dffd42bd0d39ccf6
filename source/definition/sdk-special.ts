import {isObject, member} from '../json.ts';
import {type ActionOn, type ActionsOf, fieldOf, values, withParameters} from './action-on.ts';
import {fillTemplate} from './fill-template.ts';
import type {IamAction} from './iam-actions.ts';
import {otherOperations} from './other-operations.ts';
import {type ParameterSource, readParameter} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';
import {s3Operations} from './s3-operations.ts';
import {sdkResources} from './sdk-resources.ts';

const table: IamAction['resourceTypes'] = [
	{
		type: 'table',
		// biome-ignore lint/suspicious/noTemplateCurlyInString: filled like those of iam-actions.json
		arn: 'arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}',
		required: true,
	},
];

/**
 * An index is asked for in place of its table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
function onTable(action: string, source: ParameterSource, place: StateMachineLocation): ActionOn {
	const ofTable = sdkResources({name: action, resourceTypes: table}, source, place);
	const [index] = readParameter(source, 'IndexName');

	if (!index) {
		return {action: `dynamodb:${action}`, resources: ofTable};
	}

	const name =
		'value' in index && typeof index.value === 'string'
			? index.value
			: ('unknown' in index && index.like) || '*';
	const unknown = 'unknown' in index ? [index.unknown] : [];

	return {
		action: `dynamodb:${action}`,
		resources: {
			...ofTable,
			resources: ofTable.resources.map(arn => `${arn}/index/${name}`),
			...(unknown.length > 0 && {dynamic: true, located: true}),
			unknowns: [...ofTable.unknowns, ...unknown],
		},
	};
}

const parts: Record<string, string> = {
	ConditionCheck: 'ConditionCheckItem',
	Delete: 'DeleteItem',
	Put: 'PutItem',
	Update: 'UpdateItem',
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
function transaction(source: ParameterSource, place: StateMachineLocation): ActionOn[] {
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
		: [oneOfActions(Object.values(parts), 'which writes the transaction holds', source, place)];
}

/** What is done is known only when the state runs. */
const oneOfActions = (
	[action = '', ...others]: string[],
	touched: string,
	source: ParameterSource,
	place: StateMachineLocation,
): ActionOn => ({
	...onTable(action, source, place),
	orElse: others.map(each => `dynamodb:${each}`),
	touched,
});

const verbs: Record<string, string> = {
	SELECT: 'PartiQLSelect',
	INSERT: 'PartiQLInsert',
	UPDATE: 'PartiQLUpdate',
	DELETE: 'PartiQLDelete',
	EXISTS: 'PartiQLSelect',
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html */
function partiQl(source: ParameterSource, place: StateMachineLocation): ActionOn[] {
	const found = ['Statement', 'Statements[].Statement', 'TransactStatements[].Statement'].flatMap(
		path => readParameter(source, path),
	);
	const texts = found.map(each =>
		'unknown' in each ? (each.like ?? '') : typeof each.value === 'string' ? each.value : '',
	);
	const known = texts.flatMap(text => {
		const action = verbs[/^\s{0,20}(\w{1,10})/.exec(text)?.[1]?.toUpperCase() ?? ''];
		const [, quoted, plain, index] = tableIn.exec(text) ?? [];
		const name = quoted ?? plain;
		const isWhole = name !== undefined && !name.includes('*') && !index?.includes('*');
		const parameters = isWhole ? {TableName: name, ...(index && {IndexName: index})} : {};

		return action ? [onTable(action, withParameters(source, parameters), place)] : [];
	});

	return texts.length > 0 && known.length === texts.length
		? known
		: [
				...known,
				oneOfActions([...new Set(Object.values(verbs))], 'what the statement does', source, place),
			];
}

/** `FROM "Music"."byYear"`; the quotation marks of a table can be left out. */
const tableIn =
	/\b(?:FROM|INTO|UPDATE)\s{1,20}(?:"([^"]{1,255})"|([\w*]{1,255}))(?:\s{0,5}\.\s{0,5}"([^"]{1,255})")?/i;

/** What the id of a common thing of EC2 says that it is; images and snapshots belong to no account in ARNs. */
const typeOfId: Record<string, string> = {
	ami: 'image',
	eipalloc: 'elastic-ip',
	eni: 'network-interface',
	i: 'instance',
	sg: 'security-group',
	snap: 'snapshot',
	subnet: 'subnet',
	vol: 'volume',
	vpc: 'vpc',
};

function tags(
	source: ParameterSource,
	{partition, region, accountId}: StateMachineLocation,
	actions: IamAction[],
) {
	const ids = values(source, 'Resources[]');
	const within = `arn:${partition}:ec2:${region}:${accountId}:*/`;
	const arnOf = (id: string): string => {
		const type = typeOfId[/^[a-z]+(?=-[0-9a-f]+$)/.exec(id)?.[0] ?? ''] ?? '*';
		const owner = type === 'image' || type === 'snapshot' ? '' : accountId;
		return `arn:${partition}:ec2:${region}:${owner}:${type}/${id}`;
	};
	const found = readParameter(source, 'Resources');
	const unknowns = found.flatMap(each => ('unknown' in each ? [each.unknown] : []));
	const resources = ids.length > 0 ? ids.map(arnOf) : [`${within}*`];

	return actions.map(({name}) => ({
		action: name,
		resources: {resources, unknowns, dynamic: ids.length === 0},
	}));
}

/** Through the SDK models are named as in the integration. */
function model(source: ParameterSource, place: StateMachineLocation): ActionOn[] {
	// biome-ignore lint/suspicious/noTemplateCurlyInString: filled like those of integrations.json
	const filled = fillTemplate('${BedrockModel}', {source, place});
	const unknowns = filled?.unknowns ?? [];
	const known = (filled?.texts ?? []).filter(text => text !== '*');
	const any = `arn:${place.partition}:bedrock:*:*:*`;

	return [
		{
			action: 'bedrock:InvokeModel',
			resources: {
				resources: known.length > 0 ? known : [any],
				dynamic: unknowns.length > 0,
				unknowns,
			},
		},
	];
}

const streamed = (source: ParameterSource, place: StateMachineLocation): ActionOn[] =>
	model(source, place).map(each => ({...each, action: 'bedrock:InvokeModelWithResponseStream'}));

/** Operations whose actions or resources depend on what their parameters say. */
export const specialOperations: Record<string, ActionsOf> = {
	'bedrock:conversestream': streamed,
	'bedrock:invokemodelwithresponsestream': streamed,
	'bedrock:counttokens': (source, place) =>
		model(source, place).map(each => ({...each, action: 'bedrock:CountTokens'})),
	'dynamodb:transactwriteitems': transaction,
	'dynamodb:executestatement': partiQl,
	'dynamodb:batchexecutestatement': partiQl,
	'dynamodb:executetransaction': partiQl,
	'dynamodb:query': (source, place) => [onTable('Query', source, place)],
	'dynamodb:scan': (source, place) => [onTable('Scan', source, place)],
	'ec2:createtags': tags,
	'ec2:deletetags': tags,
	...s3Operations,
	...otherOperations,
};

/** What is asked for on the log group's plain ARN. */
const onPlainLogGroup = /^logs:(?:Tag|Untag|ListTagsFor)Resource$/;

/**
 * CloudWatch Logs checks calls against the log group's ARN with `:*` behind it, but for those that tag.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
export const asAuthorized = (action: string, resources: readonly string[]): string[] =>
	action.startsWith('logs:') && !onPlainLogGroup.test(action)
		? resources.map(resource =>
				/:log-group:(?:[^:]{1,512}|\*)$/.test(resource) ? `${resource}:*` : resource,
			)
		: resources.map(resource => resource.replace(/(:logs:.*:log-group:[^:]{1,512}):\*$/, '$1'));
