import {isObject, member} from '../json.ts';
import {
	type ActionOn,
	type ActionsOf,
	fieldOf,
	type SdkResources,
	values,
	withParameters,
} from './action-on.ts';
import {type IamAction, iamAction} from './iam-actions.ts';
import {type ParameterSource, readParameter} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';
import {sdkResources} from './sdk-resources.ts';

/** The object that is copied is read, and the copy is written. */
function copy(
	source: ParameterSource,
	place: StateMachineLocation,
	actions: IamAction[],
): ActionOn[] {
	return actions.map(action => ({
		action:
			action.name === 's3:GetObject' && isVersionCopied(source)
				? ofVersion(action.name)
				: action.name,
		resources:
			action.name === 's3:GetObject'
				? copied(action, source, place)
				: sdkResources(action, source, place),
	}));
}

const isVersionCopied = (source: ParameterSource): boolean =>
	values(source, 'CopySource').some(each => each.includes('?versionId='));

/** `CopySource` is `bucket/key`, perhaps with a version behind it. */
function copied(
	action: IamAction,
	source: ParameterSource,
	place: StateMachineLocation,
): SdkResources {
	const found = readParameter(source, 'CopySource');
	const [like = ''] = found.flatMap(each => ('unknown' in each ? (each.like ?? []) : []));
	const [from = like] = values(source, 'CopySource');
	const [bucket = '', ...key] = from.replace(/^\//, '').split('/');
	const read = from === '' ? {} : {Bucket: bucket, Key: key.join('/').split('?')[0] || '*'};
	const unknowns = found.flatMap(each => ('unknown' in each ? [each.unknown] : []));
	const resources = sdkResources(action, withParameters(source, read), place);

	return unknowns.length > 0 ? {...resources, dynamic: true, unknowns} : resources;
}

/**
 * A version is read, tagged or deleted by an action of its own.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
 */
function versioned(
	source: ParameterSource,
	place: StateMachineLocation,
	actions: IamAction[],
): ActionOn[] {
	const asked =
		readParameter(source, 'VersionId').length > 0 && isObject(source.value[fieldOf(source)]);

	return actions.map(action => ({
		action: asked ? ofVersion(action.name) : action.name,
		resources: sdkResources(action, source, place),
	}));
}

const ofVersion = (action: string): string => action.replace('Object', 'ObjectVersion');

/** Of the objects of one call some can be named with their version. */
function deletedTogether(
	source: ParameterSource,
	place: StateMachineLocation,
	actions: IamAction[],
): ActionOn[] {
	const given = source.value[fieldOf(source)];
	const objects = member(member(given, 'Delete'), 'Objects');

	if (!isObject(given) || !Array.isArray(objects)) {
		return actions.map(action => ({
			action: action.name,
			resources: sdkResources(action, source, place),
		}));
	}

	const isOfVersion = (each: unknown) =>
		member(each, 'VersionId') !== undefined || member(each, 'VersionId.$') !== undefined;
	const groups = [
		{of: (name: string) => name, some: objects.filter(each => !isOfVersion(each))},
		{of: ofVersion, some: objects.filter(isOfVersion)},
	].filter(({some}) => some.length > 0);

	return groups.flatMap(({of, some}) =>
		actions.map(action => ({
			action: of(action.name),
			resources: sdkResources(
				action,
				withParameters(source, {...given, Delete: {Objects: some}}),
				place,
			),
		})),
	);
}

/** Operations of S3 whose actions depend on what their parameters say. */
export const s3Operations: Record<string, ActionsOf> = {
	's3:copyobject': copy,
	's3:deleteobject': versioned,
	's3:deleteobjects': deletedTogether,
	's3:deleteobjecttagging': versioned,
	's3:getobject': versioned,
	's3:getobjectacl': versioned,
	's3:getobjectattributes': versioned,
	's3:getobjecttagging': versioned,
	's3:headobject': versioned,
	's3:putobjectacl': versioned,
	's3:putobjecttagging': versioned,
	's3:selectobjectcontent': (source, place) => {
		const read = iamAction('s3:GetObject');
		return read ? [{action: read.name, resources: sdkResources(read, source, place)}] : [];
	},
	's3:uploadpartcopy': copy,
};
