import {isObject} from '../json.ts';
import {fieldOf, type SdkResources, values, withParameters} from './action-on.ts';
import {byArn, type FilledType, fillResourceType} from './fill-resource-type.ts';
import type {IamAction} from './iam-actions.ts';
import type {ParameterSource} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';
import {usuallyWithoutResource} from './sdk-parameters.ts';

/**
 * The resources an action of the SDK is to be allowed on: those its parameters name; what they do
 * not name stands as `*` within the account and region; `*` alone where IAM has no resource level.
 */
export function sdkResources(
	action: IamAction,
	source: ParameterSource,
	place: StateMachineLocation,
): SdkResources {
	const [accessPoint] = values(source, 'Bucket').filter(isAccessPoint);
	const objects = action.resourceTypes.filter(({type}) => type === 'object');

	if (accessPoint !== undefined && objects.length > 0) {
		return throughAccessPoint({...action, resourceTypes: objects}, accessPoint, source, place);
	}

	const filled = action.resourceTypes.map(type =>
		fillResourceType(type, isAbout(action.name, type.type), source, place),
	);
	const {chosen, oneOf} = choose(action, filled);
	const mentioned = chosen.some(({share}) => share > 0);

	if (filled.length === 0 || (!mentioned && usuallyWithoutResource.has(action.name))) {
		return {resources: ['*'], dynamic: false, unknowns: []};
	}

	const unknowns = [...new Set(chosen.flatMap(each => each.unknowns))];
	// A type of two generations of a service has an ARN of each.
	const [resources = [], ...alternatives] = chosen
		.flatMap(each => each.resources)
		.reduce<string[][]>((lists, resource) => {
			for (const [index, each] of resource.split(', ').entries()) {
				lists[index] = [...(lists[index] ?? []), each];
			}

			return lists;
		}, []);
	const open = chosen.filter(({complete}) => !complete);

	return {
		resources: [...new Set(resources)],
		...(alternatives.length > 0 && {alternatives: alternatives.flat()}),
		dynamic: open.length > 0,
		...(open.length > 0 && open.every(({located}) => located) && {located: true}),
		...(oneOf && {oneOf}),
		unknowns: open.length > 0 && unknowns.length === 0 ? [notWorkedOut(action, open)] : unknowns,
	};
}

const isAccessPoint = (bucket: string): boolean =>
	/^arn:[\w-]+:s3[\w-]*:[\w-]*:\d{12}:accesspoint\/[^/*]+$/.test(bucket);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html */
function throughAccessPoint(
	action: IamAction,
	accessPoint: string,
	source: ParameterSource,
	place: StateMachineLocation,
): SdkResources {
	const parameters = source.value[fieldOf(source)];
	const given = isObject(parameters) ? {...parameters, Bucket: 'bucket'} : {};
	const found = sdkResources(action, withParameters(source, given), place);

	return {
		...found,
		resources: found.resources.map(arn =>
			arn.replace(/^arn:[\w-]+:s3:::bucket\//, `${accessPoint}/object/`),
		),
	};
}

/**
 * IAM asks for all types that are required, and of the others for those that a call is about.
 * An access point of S3 is one of them only if its ARN stands in the place of a bucket.
 */
function choose({name}: IamAction, all: FilledType[]): {chosen: FilledType[]; oneOf?: true} {
	const filled = all.filter(({type}) => !notAsked[name]?.includes(type));
	const required = filled.filter(each => each.required);

	if (required.length > 0 && required.length <= mostRequired) {
		const asked = filled.filter(each => each.required || each.share === 1);
		const byName = asked.some(({names}) => names === byArn);

		// An ARN settles which of several kinds it is: what another kind only shares a name with is not meant.
		return {chosen: byName ? asked.filter(({share}) => share === 0 || share === 1) : asked};
	}

	const best = Math.max(...filled.map(rank));
	const fitting = filled.filter(each => rank(each) === best);
	const plain = fitting.filter(({type, names}) => names === byArn || !/^accesspoint/.test(type));
	const chosen = plain.length > 0 ? plain : fitting;

	return chosen.length > 1 && chosen.some(({complete}) => !complete)
		? {chosen, oneOf: true}
		: {chosen};
}

/** No call is about so many kinds of resource at once: where more are marked, any one of them is meant. */
const mostRequired = 6;

/**
 * Types that the list marks and the service does not ask for.
 * https://docs.aws.amazon.com/batch/latest/userguide/batch-supported-iam-actions-resources.html
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
const notAsked: Record<string, readonly string[]> = {
	'batch:SubmitJob': ['job', 'consumable-resource', 'job-definition-revision'],
	// Express executions cannot be described.
	'states:DescribeExecution': ['express'],
};

/** `rule/BUS/RULE` says more of a call that names both than `rule/RULE` does. */
const rank = ({share, names}: FilledType) => (share === 1 ? share + names : share);

function notWorkedOut({name}: IamAction, open: FilledType[]): string {
	const types =
		open.length > 6
			? `of ${open.length} kinds of resource`
			: open.map(({type}) => type).join(' or ');

	return `which ${types} ${name} concerns is not worked out`;
}

/** `GetCrawler` is about a `crawler`: its parameter Name can be nothing else. */
const isAbout = (action: string, type: string) =>
	action.toLowerCase().includes(type.replaceAll(/[^a-z0-9]/gi, '').toLowerCase());
