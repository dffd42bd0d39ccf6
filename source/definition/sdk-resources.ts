import {byArn, type FilledType, fillResourceType} from './fill-resource-type.ts';
import type {IamAction} from './iam-actions.ts';
import type {ParameterSource} from './parameters.ts';
import type {Place} from './place.ts';
import {usuallyWithoutResource} from './sdk-parameters.ts';

export type SdkResources = {
	resources: string[];
	/** True where `resources` cover more than what the call is about. */
	dynamic: boolean;
	unknowns: string[];
};

/**
 * The resources an action of the SDK is to be allowed on: those its parameters name; what they do
 * not name stands as `*` within the account and region; `*` alone where IAM has no resource level.
 */
export function sdkResources(
	action: IamAction,
	source: ParameterSource,
	place: Place,
): SdkResources {
	const filled = action.resourceTypes.map(type =>
		fillResourceType(type, isAbout(action.name, type.type), source, place),
	);
	const chosen = choose(filled);
	const mentioned = chosen.some(({share}) => share > 0);

	if (filled.length === 0 || (!mentioned && usuallyWithoutResource.has(action.name))) {
		return {resources: ['*'], dynamic: false, unknowns: []};
	}

	const unknowns = [...new Set(chosen.flatMap(each => each.unknowns))];
	const open = chosen.filter(({complete}) => !complete);

	return {
		resources: [...new Set(chosen.flatMap(({resources}) => resources))],
		dynamic: open.length > 0,
		unknowns: open.length > 0 && unknowns.length === 0 ? [notWorkedOut(action, open)] : unknowns,
	};
}

/**
 * IAM asks for all types that are required, and of the others for those that a call is about.
 * An access point of S3 is one of them only if its ARN stands in the place of a bucket.
 */
function choose(filled: FilledType[]): FilledType[] {
	const required = filled.filter(each => each.required);

	if (required.length > 0) {
		return filled.filter(each => each.required || each.share === 1);
	}

	const best = Math.max(...filled.map(rank));
	const fitting = filled.filter(each => rank(each) === best);
	const plain = fitting.filter(({type, names}) => names === byArn || !/^accesspoint/.test(type));

	return plain.length > 0 ? plain : fitting;
}

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
