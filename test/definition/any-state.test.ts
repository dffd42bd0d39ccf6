import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	choiceWithoutDefault,
	statesWithRetryCatch,
	timeoutOf,
} from '../../source/definition/error-handling.ts';
import {integrations} from '../../source/definition/integrations.ts';
import {consolidated, neededByMachine} from '../../source/definition/needed-by-machine.ts';
import {neededPermissions} from '../../source/definition/needed-permissions.ts';
import {
	networkConfigurationEdit,
	statesWithoutNetworkConfiguration,
} from '../../source/definition/network-configuration.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {passedRoles} from '../../source/definition/pass-role.ts';
import {walkStates} from '../../source/definition/walk-states.ts';
import {integrationParameters} from './integration-parameters.ts';
import {jsonataTask, place, task} from './place.ts';

const callable = integrations.filter(({pattern}) => pattern !== 'feature');
const sdk = [
	's3:getObject',
	's3:copyObject',
	'dynamodb:transactWriteItems',
	'dynamodb:executeStatement',
	'ec2:createTags',
	'ecs:runTask',
	'lambda:createFunction',
	'rdsdata:executeStatement',
	'teapot:brew',
];
const names = [
	...new Set(Object.values(integrationParameters).flatMap(parameters => Object.keys(parameters))),
	'TransactItems',
	'Statement',
	'CopySource',
	'Resources',
	'SecretArn',
];

const resource = fc.oneof(
	fc.constantFrom(...callable.map(each => `arn:aws:states:::${each.resource}`)),
	fc.constantFrom(...sdk.map(call => `arn:aws:states:::aws-sdk:${call}`)),
	fc.constantFrom('arn:aws:states:::s3:getObject', 'arn:aws:states:::s3:listObjectsV2'),
	fc.jsonValue({maxDepth: 1}),
);
const key = fc
	.tuple(fc.constantFrom(...names), fc.boolean())
	.map(([name, path]) => (path ? `${name}.$` : name));
const text = fc.constantFrom(
	'x',
	'',
	'{% $x %}',
	"{% 'x' %}",
	'arn:',
	'arn:aws:s3:::b',
	'$.a',
	'*',
);
const parameters = fc.oneof(
	fc.dictionary(key, fc.oneof(text, fc.jsonValue({maxDepth: 3}), fc.array(text))),
	fc.jsonValue({maxDepth: 2}),
);
const odd = fc.jsonValue({maxDepth: 2});

const state = fc.record(
	{
		Type: fc.constantFrom('Task', 'Task', 'Map', 'Choice', 'Parallel', 'x', 7),
		Resource: resource,
		Parameters: parameters,
		Arguments: parameters,
		QueryLanguage: fc.constantFrom('JSONata', 'JSONPath', 'SQL'),
		Credentials: odd,
		ItemProcessor: fc.constantFrom({ProcessorConfig: {Mode: 'DISTRIBUTED'}}, null, []),
		ItemReader: fc.record({Resource: resource, Parameters: parameters, ReaderConfig: odd}),
		ResultWriter: odd,
		Label: odd,
		Retry: odd,
		Catch: odd,
		Default: odd,
		TimeoutSeconds: odd,
	},
	{requiredKeys: ['Type']},
);

test('whatever a state holds, its needs are worked out without a throw, and none is too wide', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string({minLength: 1}), state, {maxKeys: 4}), States => {
			const definition = parseDefinition(JSON.stringify({States}));
			const needs = neededByMachine(definition, place, {
				logging: false,
				tracing: false,
				kmsKeyArn: null,
			});

			for (const {actions, resources} of consolidated(needs)) {
				expect(actions.length * resources.length).toBeGreaterThan(0);
				expect(actions.includes('iam:PassRole') && resources.join().includes('*')).toBe(false);
			}

			for (const each of walkStates(definition)) {
				passedRoles(each, null);
				timeoutOf(each);
			}

			for (const {state: each} of statesWithoutNetworkConfiguration(definition, () => null)) {
				networkConfigurationEdit(each, {subnets: [], securityGroups: [], assignPublicIp: null});
			}

			statesWithRetryCatch(definition);
			choiceWithoutDefault(definition);
		}),
		{numRuns: 1000},
	);
});

test.each(callable)('$resource needs the same in JSONata', ({resource: name}) => {
	const given = integrationParameters[name.replace(/\.(sync|waitForTaskToken).*$/, '')];

	expect(neededPermissions(jsonataTask(name, given), place)).toEqual(
		neededPermissions(task(name, given), place),
	);
});
