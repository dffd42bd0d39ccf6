import {parseArn} from '../aws/arn.ts';
import {isObject, member} from '../json.ts';
import {integrationFor} from './integrations.ts';
import type {Need} from './need.ts';
import {needFromIntegration} from './need-from-integration.ts';
import type {Place} from './place.ts';
import type {StateAt} from './walk-states.ts';

/** Whether a Map state runs its items as executions of their own. */
export function isDistributed({type, value}: StateAt): boolean {
	return (
		type === 'Map' &&
		[member(value, 'ItemProcessor'), member(value, 'Iterator')].some(
			processor => member(member(processor, 'ProcessorConfig'), 'Mode') === 'DISTRIBUTED',
		)
	);
}

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
	{name, path, queryLanguage}: StateAt,
	value: Record<string, unknown>,
	given: Given,
	place: Place,
): Need[] {
	const integration = integrationFor(feature);
	const context = {source: {queryLanguage, value}, place, given};

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
	const needs = featureNeed(name, state, part, given, place);

	return needs.map(need => ({...need, unknowns: [...need.unknowns, ...manifest(part)]}));
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html */
function manifest(reader: Record<string, unknown>): string[] {
	const config = member(reader, 'ReaderConfig');

	return member(config, 'InputType') === 'MANIFEST'
		? ['which objects the manifest points to: they have to be readable too']
		: [];
}
