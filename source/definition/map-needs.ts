import {parseArn} from '../aws/arn.ts';
import {isObject, member} from '../json.ts';
import {integrationFor} from './integrations.ts';
import {isDistributed} from './is-distributed.ts';
import type {Need} from './need.ts';
import {needFromIntegration} from './need-from-integration.ts';
import type {StateMachineLocation} from './place.ts';
import type {StateAt} from './walk-states.ts';

/**
 * What a Distributed Map needs: its executions, the items it reads, the results it writes. An
 * inline Map needs nothing of its own.
 * https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
 */
export function mapNeeds(state: StateAt, place: StateMachineLocation): Need[] {
	if (!isDistributed(state)) {
		return [];
	}

	const label = member(state.value, 'Label');
	const given = {
		OwnStateMachineName: place.stateMachineName,
		// Without a Label Step Functions makes one up.
		MapRunLabel: typeof label === 'string' ? label : '*',
	};
	const features = ['feature:distributed-map', 'feature:distributed-map-redrive'];

	return [
		...features.flatMap(feature => featureNeed(feature, state, state.value, given, place)),
		...storage('item-reader', 'ItemReader', state, given, place),
		...storage('result-writer', 'ResultWriter', state, given, place),
	];
}

type Given = Record<string, string | null>;

function featureNeed(
	feature: string,
	{name, path, queryLanguage, known}: StateAt,
	value: Record<string, unknown>,
	given: Given,
	place: StateMachineLocation,
): Need[] {
	const integration = integrationFor(feature);
	const source = {queryLanguage, value, ...(known && {known})};
	const context = {source, place, given};

	return integration ? [needFromIntegration(integration, {state: name, path}, context)] : [];
}

function storage(
	feature: string,
	field: string,
	state: StateAt,
	given: Given,
	place: StateMachineLocation,
): Need[] {
	const part = member(state.value, field);
	const resource = member(part, 'Resource');

	// A ResultWriter without a Resource only shapes the output.
	if (!isObject(part) || typeof resource !== 'string') {
		return [];
	}

	const name = `feature:${feature}:${parseArn(resource)?.resource}`;
	const needs = featureNeed(name, state, withReaderConfig(part), given, place);
	return [...needs.map(withParts), ...needs.flatMap(need => manifest(part, need, place))];
}

/**
 * What a ResultWriter writes.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
const withParts = (need: Need): Need => ({
	...need,
	statements: need.statements.map(statement =>
		statement.actions.includes('s3:PutObject')
			? {
					...statement,
					parts: statement.resources
						.filter(resource => resource.endsWith('*'))
						.flatMap(resource => [`${resource}/manifest.json`, `${resource}/SUCCEEDED_0.json`]),
				}
			: statement,
	),
});

/** What a reader's configuration decides is asked for like a parameter of its call. */
function withReaderConfig(part: Record<string, unknown>): Record<string, unknown> {
	const transformation = member(member(part, 'ReaderConfig'), 'Transformation');
	const fields = ['Parameters', 'Arguments'].filter(field => isObject(part[field]));

	return transformation === undefined
		? part
		: {
				...part,
				...Object.fromEntries(
					fields.map(field => [
						field,
						{...(part[field] as object), Transformation: transformation},
					]),
				),
			};
}

/** FOLDER/2026-11-26T01-00Z/manifest.json lists what is in FOLDER/data. */
const inventoryManifest = /^(arn:.*\/[^/]+)\/\d{4}-\d{2}-\d{2}T\d{2}-\d{2}Z\/manifest\.json$/;

/**
 * The objects that a manifest points to are read as well. Those of an inventory are in the bucket of its manifest.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html
 */
function manifest(
	reader: Record<string, unknown>,
	need: Need,
	{partition}: StateMachineLocation,
): Need[] {
	const config = member(reader, 'ReaderConfig');

	if (member(config, 'InputType') !== 'MANIFEST') {
		return [];
	}

	const read = need.statements.flatMap(({resources}) => resources);
	const [bucket = '*'] = parseArn(read[0] ?? '')?.resource.split('/') ?? [];
	const isInventory = (member(config, 'ManifestType') ?? 'S3_INVENTORY') === 'S3_INVENTORY';
	const isKnown = isInventory && !bucket.includes('*');
	const except = read.filter(resource => !/[*?]/.test(resource));
	const [, folder] = inventoryManifest.exec(except[0] ?? '') ?? [];

	if (isInventory && folder) {
		return [
			{
				...need,
				statements: [{actions: ['s3:GetObject'], resources: [`${folder}/data/*`]}],
			},
		];
	}

	return [
		{
			...need,
			statements: [
				{
					actions: ['s3:GetObject'],
					resources: [`arn:${partition}:s3:::${isKnown ? bucket : '*'}/*`],
					dynamic: true,
					...(except.length > 0 && {except}),
				},
			],
			unknowns: ['which objects the manifest points to is not in the definition'],
		},
	];
}
