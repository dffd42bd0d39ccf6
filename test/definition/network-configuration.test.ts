import {describe, expect, test} from 'vitest';
import {
	networkConfigurationEdit,
	statesWithoutNetworkConfiguration,
} from '../../source/definition/network-configuration.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {patchDefinition} from '../../source/definition/patch-definition.ts';

const network = {
	subnets: ['subnet-0a1b', 'subnet-0c2d'],
	securityGroups: ['sg-0e3f'],
	assignPublicIp: 'ENABLED' as const,
};

const run = (Parameters: unknown, more: Record<string, unknown> = {}) => ({
	Type: 'Task',
	Resource: 'arn:aws:states:::ecs:runTask.sync',
	Parameters,
	End: true,
	...more,
});

const configured = {AwsvpcConfiguration: {Subnets: ['subnet-0']}};

const states = {
	Bare: run({TaskDefinition: 'pack:7'}),
	Computed: run({'TaskDefinition.$': '$.taskDefinition'}),
	Empty: run({TaskDefinition: 'pack:7', NetworkConfiguration: {}}),
	Bridge: run({TaskDefinition: 'bridge'}),
	Configured: run({TaskDefinition: 'pack:7', NetworkConfiguration: configured}),
	'From input': run({TaskDefinition: 'pack:7', 'NetworkConfiguration.$': '$.network'}),
	'All from input': run(undefined),
	Sdk: run({TaskDefinition: 'pack:7'}, {Resource: 'arn:aws:states:::aws-sdk:ecs:runTask'}),
	Invoke: run({FunctionName: 'f'}, {Resource: 'arn:aws:states:::lambda:invoke'}),
	Each: {
		Type: 'Map',
		ItemProcessor: {StartAt: 'Inner', States: {Inner: run({TaskDefinition: 'unknown'})}},
		End: true,
	},
};

const definition = parseDefinition(JSON.stringify({StartAt: 'Bare', States: states}));
const isAwsvpc = (taskDefinition: string) =>
	({'pack:7': true, bridge: false})[taskDefinition] ?? null;

test('the states whose task needs a network and is told none', () => {
	const found = statesWithoutNetworkConfiguration(definition, isAwsvpc);

	expect(
		found.map(({state, taskDefinition, awsvpc}) => [state.name, taskDefinition, awsvpc]),
	).toEqual([
		['Bare', 'pack:7', true],
		['Computed', null, null],
		['Empty', 'pack:7', true],
		['Sdk', 'pack:7', true],
		['Inner', 'unknown', null],
	]);
});

describe('the edit', () => {
	test('gives every one of them a network, and nothing else changes', () => {
		const found = statesWithoutNetworkConfiguration(definition, () => true);
		const edits = found.flatMap(({state}) => networkConfigurationEdit(state, network) ?? []);
		const patched = parseDefinition(patchDefinition(definition.text, edits));

		expect(edits).toHaveLength(6);
		expect(statesWithoutNetworkConfiguration(patched, () => true)).toEqual([]);
		expect(patched.value).toMatchObject(definition.value);
	});

	test('in JSONata it goes to Arguments, in the style of the text', () => {
		const text = `{
    "QueryLanguage": "JSONata",
    "States": {
        "Run": {
            "Type": "Task",
            "Resource": "arn:aws-cn:states:::ecs:runTask",
            "Arguments": {
                "TaskDefinition": "pack:7"
            }
        }
    }
}`;
		const [found] = statesWithoutNetworkConfiguration(parseDefinition(text), isAwsvpc);
		const edit = found && networkConfigurationEdit(found.state, {...network, assignPublicIp: null});

		expect(patchDefinition(text, edit ? [edit] : [])).toBe(
			text.replace(
				'"TaskDefinition": "pack:7"\n',
				`"TaskDefinition": "pack:7",
                "NetworkConfiguration": {
                    "AwsvpcConfiguration": {
                        "Subnets": [
                            "subnet-0a1b",
                            "subnet-0c2d"
                        ],
                        "SecurityGroups": [
                            "sg-0e3f"
                        ]
                    }
                }
`,
			),
		);
	});

	test('there is none where all arguments are one expression', () => {
		const text = JSON.stringify({
			QueryLanguage: 'JSONata',
			States: {
				Run: {
					Type: 'Task',
					Resource: 'arn:aws:states:::ecs:runTask',
					Arguments: '{% $states.input %}',
				},
			},
		});
		const [state] = statesWithoutNetworkConfiguration(parseDefinition(text), () => true);

		expect(state).toBeUndefined();
	});
});
