import {isCovered} from './coverage-index.ts';
import {patternCovers} from './covered.ts';
import {isDeliveryStatement, logDeliveryService, namedLogGroup} from './delivery-statement.ts';
import type {PolicyDocument, Statement} from './document.ts';
import {evaluateResourcePolicies, type NamedPolicy, type PolicyRequest} from './evaluate.ts';
import {logResourcePolicyCharacters} from './measure.ts';
import {addStatements, mergeDocuments} from './merge.ts';
import {printCompactPolicy} from './parse.ts';

export type AccountLocation = {partition: string; region: string; accountId: string};

const deliveryActions = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/** Also the name under which AWS writes the account's policy, and appends to it. */
const awsName = 'AWSLogDeliveryWrite20150319';

/**
 * What lets CloudWatch Logs deliver a service's logs to the log group, as AWS writes it itself.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 */
export const deliveryStatement = (place: AccountLocation, logGroupName: string): Statement => ({
	Sid: awsName,
	Effect: 'Allow',
	Principal: {Service: [logDeliveryService]},
	Action: [...deliveryActions],
	Resource: [streamsOf(place, logGroupName)],
	Condition: {
		StringEquals: {'aws:SourceAccount': [place.accountId]},
		ArnLike: {'aws:SourceArn': [`${logsPrefix(place)}*`]},
	},
});

/** The two requests that must be allowed for logs to arrive; each asks for all streams of the log group. */
export const deliveryRequests = (place: AccountLocation, logGroupName: string): PolicyRequest[] =>
	deliveryActions.map(action => ({
		principal: {kind: 'service', service: logDeliveryService},
		action,
		resource: streamsOf(place, logGroupName),
		context: {
			'aws:SourceAccount': {known: [place.accountId]},
			'aws:SourceArn': {startsWith: logsPrefix(place)},
		},
	}));

/** The log groups that the delivery statements name without wildcards. */
export const logGroupsNamedIn = (document: PolicyDocument): string[] => [
	...new Set(
		document.Statement.filter(isDeliveryStatement).flatMap(({Resource = []}) =>
			Resource.flatMap(resource => namedLogGroup(resource) ?? []),
		),
	),
];

/** Without these log groups in the delivery statements; null where nothing is left. */
export function withoutLogGroups(
	document: PolicyDocument,
	names: ReadonlySet<string>,
): PolicyDocument | null {
	const isOut = (resource: string): boolean => names.has(namedLogGroup(resource) ?? '');

	const statements = document.Statement.flatMap(statement => {
		if (!isDeliveryStatement(statement) || !statement.Resource?.some(isOut)) {
			return [statement];
		}

		const Resource = statement.Resource.filter(resource => !isOut(resource));
		return Resource.length > 0 ? [{...statement, Resource}] : [];
	});

	return statements.length > 0 ? {...document, Statement: statements} : null;
}

/**
 * With one more log group: in the delivery statement that fits, or else in a statement of its own. The document
 * as it is where it covers the log group already.
 */
export function withLogGroup(
	document: PolicyDocument,
	place: AccountLocation,
	name: string,
): PolicyDocument {
	const wanted = deliveryStatement(place, name);
	const index = document.Statement.findIndex(statement => couldHold(statement, place, name));
	const fitting = document.Statement[index];
	const variables = document.Version === '2012-10-17';

	if (fitting === undefined || isCovered(wanted, document.Statement, variables)) {
		return addStatements(document, [wanted]);
	}

	const Resource = [...(fitting.Resource ?? []), streamsOf(place, name)];
	return {...document, Statement: document.Statement.with(index, {...fitting, Resource})};
}

/**
 * With one wildcard in place of all log groups under the prefix (`/aws/vendedlogs/states/`). Where the document
 * names none under it, nothing changes: add the log group first.
 */
export function widenedTo(
	document: PolicyDocument,
	place: AccountLocation,
	prefix: string,
): PolicyDocument {
	const wildcard = `${logsPrefix(place)}log-group:${prefix}*`;
	const variables = document.Version === '2012-10-17';
	const isUnder = (resource: string): boolean => patternCovers(wildcard, resource, variables);
	const statements: Statement[] = [];

	for (const statement of document.Statement) {
		const {Resource = []} = statement;

		if (!isDeliveryStatement(statement) || !Resource.some(isUnder)) {
			statements.push(statement);
			continue;
		}

		const widened = {...statement, Resource: replaceFirst(Resource, isUnder, wildcard)};

		if (!isCovered(widened, statements, variables)) {
			statements.push(widened);
		}
	}

	return {...document, Statement: statements};
}

/**
 * Merges two policies into one so that a place becomes free: the two smallest whose union keeps within `limit`
 * characters. Null where no two do.
 */
export function mergePolicies(
	policies: readonly NamedPolicy[],
	limit: number,
): {into: string; document: PolicyDocument; removed: string[]} | null {
	for (const [kept, gone] of pairsBySize(policies)) {
		const document = mergeDocuments(kept.document, gone.document);

		if (sizeOf(document) <= limit) {
			return {into: kept.name, document, removed: [gone.name]};
		}
	}

	return null;
}

const logsPrefix = ({partition, region, accountId}: AccountLocation): string =>
	`arn:${partition}:logs:${region}:${accountId}:`;

const streamsOf = (place: AccountLocation, logGroupName: string): string =>
	`${logsPrefix(place)}log-group:${logGroupName}:log-stream:*`;

/** True when the log group could join the statement: same actions, and as well guarded as AWS's own. */
function couldHold(statement: Statement, place: AccountLocation, name: string): boolean {
	const {Action = [], Condition = {}, Resource} = statement;
	const actions = new Set(Action.map(action => action.toLowerCase()));
	const keys = Object.values(Condition).flatMap(block => Object.keys(block));

	return (
		isDeliveryStatement(statement) &&
		Resource !== undefined &&
		actions.size === deliveryActions.length &&
		deliveryActions.every(action => actions.has(action.toLowerCase())) &&
		keys.some(key => /^aws:source(?:account|arn)$/i.test(key)) &&
		deliversTo({...statement, Resource: [streamsOf(place, name)]}, place, name)
	);
}

const deliversTo = (statement: Statement, place: AccountLocation, name: string): boolean =>
	deliveryRequests(place, name).every(
		request =>
			evaluateResourcePolicies(request, [
				{name: awsName, document: {Version: '2012-10-17', Statement: [statement]}},
			]).answer === 'allowed',
	);

function replaceFirst(
	resources: readonly string[],
	isUnder: (resource: string) => boolean,
	wildcard: string,
): string[] {
	const first = resources.findIndex(isUnder);

	return resources.flatMap((resource, index) => {
		if (index === first) {
			return [wildcard];
		}

		return isUnder(resource) ? [] : [resource];
	});
}

const sizeOf = (document: PolicyDocument): number =>
	logResourcePolicyCharacters(printCompactPolicy(document));

/** The one to keep comes first: AWS's own, or else the larger. */
function pairsBySize(policies: readonly NamedPolicy[]): [NamedPolicy, NamedPolicy][] {
	const sized = policies.map(policy => ({policy, size: sizeOf(policy.document)}));

	return sized
		.flatMap((left, index) => sized.slice(index + 1).map(right => [left, right] as const))
		.sort(([a, b], [c, d]) => a.size + b.size - (c.size + d.size))
		.map(([left, right]) => {
			const keepsRight =
				right.policy.name === awsName || (left.policy.name !== awsName && right.size > left.size);
			return keepsRight ? [right.policy, left.policy] : [left.policy, right.policy];
		});
}
