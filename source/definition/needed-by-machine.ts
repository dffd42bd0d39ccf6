import type {OpenParts} from '../policy/open-parts.ts';
import {integrationFor} from './integrations.ts';
import {knownInputs} from './known-inputs.ts';
import type {Need, NeededStatement} from './need.ts';
import {needFromIntegration} from './need-from-integration.ts';
import {type MachineFacts, neededPermissions} from './needed-permissions.ts';
import {readParameter} from './parameters.ts';
import type {Definition} from './parse-definition.ts';
import type {StateMachineLocation} from './place.ts';
import {integrationNamed} from './task-resource.ts';
import {type StateAt, walkStates} from './walk-states.ts';

/** What is switched on beside the definition. */
export type Features = {
	logging: boolean;
	tracing: boolean;
	kmsKeyArn: string | null;
	openParts?: OpenParts | undefined;
};

/** The needs of every state at any depth, and of logging, tracing and encryption where they are on. */
export function neededByMachine(
	definition: Definition,
	place: StateMachineLocation,
	features: Features,
): Need[] {
	const knownIn = knownInputs(definition, place);
	const states = walkStates(definition).map(state => ({...state, known: knownIn(state)}));
	const usesActivity = states.some(state => integrationNamed(state) === 'feature:activity');
	const given = {
		KmsKeyArn: keyArn(features.kmsKeyArn ?? '', place),
		StateMachineArn: place.stateMachineArn,
		ActivityKmsKeyArn: null,
		ActivityArn: null,
	};
	const source = {queryLanguage: definition.queryLanguage, value: {}};
	const on = [
		features.logging && 'logging',
		features.tracing && 'tracing',
		features.kmsKeyArn !== null && 'encryption',
	].filter(name => name !== false);

	const ofFeatures = on.flatMap(name => {
		const integration = integrationFor(`feature:${name}`);
		const statements = integration?.statements.filter(({when}) =>
			applies(when, features, usesActivity),
		);

		return integration && statements
			? [
					needFromIntegration(
						{...integration, statements: statements.map(({when: _when, ...rest}) => rest)},
						{state: name, path: ''},
						{source, place, given},
					),
				]
			: [];
	});

	const machine = {...machineFacts(states), openParts: features.openParts};
	return [...states.flatMap(state => neededPermissions(state, place, machine)), ...ofFeatures];
}

/** A key can be set by its id, too. Null for an alias: policies name the key that it stands for. */
const keyArn = (
	key: string,
	{partition, region, accountId}: StateMachineLocation,
): string | null =>
	/(?:^|:)alias\//.test(key)
		? null
		: key.startsWith('arn:')
			? key
			: `arn:${partition}:kms:${region}:${accountId}:key/${key}`;

/** The states that start queries name the work group of those that read their results. */
function machineFacts(states: readonly StateAt[]): MachineFacts {
	const found = states
		.filter(state => /^(?:aws-sdk:)?athena:startQueryExecution/.test(integrationNamed(state) ?? ''))
		.flatMap(state => {
			const groups = readParameter(state, 'WorkGroup');
			return groups.length > 0 ? groups : [{value: 'primary'}];
		});
	const names = new Set(found.map(each => ('value' in each ? each.value : null)));
	const [only] = names;
	return names.size === 1 && typeof only === 'string' ? {workGroup: only} : {};
}

function applies(when: string | undefined, {logging}: Features, usesActivity: boolean): boolean {
	const known: Record<string, boolean> = {
		'logging is on': logging,
		'the machine uses an encrypted activity': usesActivity,
	};

	return when === undefined || (known[when] ?? true);
}

/** The same statements with each said once: those of the same resources and terms share one. */
export function consolidated(needs: readonly Need[]): NeededStatement[] {
	const groups = new Map<string, NeededStatement>();

	for (const statement of needs.flatMap(({statements}) => statements)) {
		const {actions, inferred: _inferred, ...terms} = statement;
		const key = JSON.stringify({...terms, resources: terms.resources.toSorted()});
		const same = groups.get(key);

		groups.set(key, {
			...(same ?? statement),
			actions: [...new Set([...(same?.actions ?? []), ...actions])],
		});
	}

	return [...groups.values()];
}
