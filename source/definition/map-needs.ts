import {parseArn} from '../aws/arn.ts';
import {isObject, member} from '../json.ts';
import {integrationFor} from './integrations.ts';
import {isDistributed} from './is-distributed.ts';
import type {Need} from './need.ts';
import {needFromIntegration} from './need-from-integration.ts';
import type {Place} from './place.ts';
import type {StateAt} from './walk-states.ts';

/**
 * What a Distributed Map needs: its executions, the items it reads, the results it writes. An
 * inline Map needs nothing of its own.
 * https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
 */
export function mapNeeds(state: StateAt, place: Place): Need[] {
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
	place: Place,
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
	place: Place,
): Need[] {
	const part = member(state.value, field);
	const resource = member(part, 'Resource');

	// A ResultWriter without a Resource only shapes the output.
	if (!isObject(part) || typeof resource !== 'string') {
		return [];
	}

	const name = `feature:${feature}:${parseArn(resource)?.resource}`;
	return [
		...featureNeed(name, state, withReaderConfig(part), given, place),
		...manifest(part, state),
	];
}

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

/**
 * The objects that a manifest points to are read as well.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
function manifest(reader: Record<string, unknown>, {name, path}: StateAt): Need[] {
	const isManifest = member(member(reader, 'ReaderConfig'), 'InputType') === 'MANIFEST';

	return isManifest
		? [
				{
					state: name,
					path,
					integration: 'feature:item-reader:s3:getObject',
					statements: [
						{
							actions: ['s3:GetObject'],
							resources: ['*'],
							touched: 'which objects the manifest points to',
						},
					],
					passedRoles: [],
					managedRule: null,
					unknowns: [],
					source:
						'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html',
					confidence: 'documented',
					note: null,
				},
			]
		: [];
}
