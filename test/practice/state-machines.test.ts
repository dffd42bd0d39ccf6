import {
	CreateStateMachineCommand,
	DescribeStateMachineCommand,
	ListStateMachinesCommand,
	ListTagsForResourceCommand,
	paginateListStateMachines,
	UpdateStateMachineCommand,
	ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import {describe, expect, test} from 'vitest';
import {roleArn, stateMachineArn} from '../../source/practice/scenarios/build/names.ts';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {managedByCloudFormation} from '../../source/practice/scenarios/managed-by-cloudformation.ts';
import {practise} from './clients.ts';

const arn = stateMachineArn(orders.name);

const definitionOf = (states: object) => JSON.stringify({StartAt: 'First', States: states});

const passing = definitionOf({First: {Type: 'Pass', Result: {done: true}, End: true}});

const failing = definitionOf({
	First: {Type: 'Pass', Next: 'Second'},
	Second: {Type: 'Fail', Error: 'NoStock', Cause: 'Nothing left'},
});

describe('state machines', () => {
	test('the list comes in pages', async () => {
		const {sfn, state} = practise(undefined, ({behaviour}) => {
			behaviour.pageSize = 5;
		});
		const pages: string[][] = [];

		for await (const {stateMachines = []} of paginateListStateMachines({client: sfn}, {})) {
			pages.push(stateMachines.map(({name = ''}) => name));
		}

		expect(pages.map(({length}) => length)).toEqual([5, 5, 5, 1]);
		expect(pages.flat()).toEqual(state.stateMachines.map(({name}) => name));
		await expect(
			sfn.send(new ListStateMachinesCommand({nextToken: 'made up'})),
		).rejects.toMatchObject({name: 'InvalidToken'});
	});

	test.each([
		[`${arn}-gone`, 'StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}-gone'`],
		['order-fulfillment', 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: order-fulfillment'"],
		[
			arn.replace(':stateMachine:', ':activity:'),
			'InvalidArn',
			"Invalid Arn: 'Resource type not valid in this context: activity'",
		],
	])('%s is not described', async (stateMachineArn, name, message) => {
		const {sfn} = practise();

		await expect(
			sfn.send(new DescribeStateMachineCommand({stateMachineArn})),
		).rejects.toMatchObject({name, message, $metadata: {httpStatusCode: 400}});
	});

	test('the tags tell that CloudFormation owns it', async () => {
		const {sfn} = practise(managedByCloudFormation);

		const {tags} = await sfn.send(new ListTagsForResourceCommand({resourceArn: arn}));

		expect(tags).toContainEqual({
			key: 'aws:cloudformation:stack-name',
			value: 'order-fulfillment-prod',
		});
		await expect(
			sfn.send(new ListTagsForResourceCommand({resourceArn: `${arn}-gone`})),
		).rejects.toMatchObject({name: 'ResourceNotFound'});
	});

	test('one is created, and creating the same again answers the same', async () => {
		const {sfn, clock} = practise();
		const input = {name: 'new-one', definition: passing, roleArn: roleArn(orders.role)};
		const created = await sfn.send(new CreateStateMachineCommand(input));
		clock.advance(60_000);

		const again = await sfn.send(
			new CreateStateMachineCommand({...input, tags: [{key: 'a', value: 'b'}]}),
		);
		expect(again).toMatchObject({
			stateMachineArn: stateMachineArn('new-one'),
			creationDate: created.creationDate,
		});
		await expect(
			sfn.send(new CreateStateMachineCommand({...input, definition: failing})),
		).rejects.toMatchObject({
			name: 'StateMachineAlreadyExists',
			message: `State Machine Already Exists: '${stateMachineArn('new-one')}'`,
		});
		expect(
			await sfn.send(new DescribeStateMachineCommand({stateMachineArn: created.stateMachineArn})),
		).toMatchObject({
			type: 'STANDARD',
			definition: passing,
			loggingConfiguration: {level: 'OFF', includeExecutionData: false},
			revisionId: 'INITIAL',
		});
	});

	test.each([
		[{name: 'a b'}, 'InvalidName'],
		[{roleArn: 'order-fulfillment-role'}, 'InvalidArn'],
		[{definition: '{'}, 'InvalidDefinition'],
		[{roleArn: roleArn('nobody')}, 'AccessDeniedException'],
	])('with %j none is created', async (wrong, name) => {
		const {sfn, state} = practise();
		const count = state.stateMachines.length;
		const input = {name: 'new-one', definition: passing, roleArn: roleArn(orders.role), ...wrong};

		await expect(sfn.send(new CreateStateMachineCommand(input))).rejects.toMatchObject({name});
		expect(state.stateMachines).toHaveLength(count);
	});

	test('an update changes what it names and nothing else', async () => {
		const {sfn} = practise();
		const describeIt = () => sfn.send(new DescribeStateMachineCommand({stateMachineArn: arn}));
		const before = await describeIt();

		await sfn.send(
			new UpdateStateMachineCommand({
				stateMachineArn: arn,
				tracingConfiguration: {enabled: true},
			}),
		);

		const {$metadata, ...after} = await describeIt();
		expect(after).toEqual({
			...before,
			$metadata: undefined,
			tracingConfiguration: {enabled: true},
			revisionId: expect.not.stringMatching(before.revisionId ?? ''),
		});
	});

	test('an update of nothing is refused', async () => {
		const {sfn} = practise();

		await expect(
			sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn})),
		).rejects.toMatchObject({
			name: 'MissingRequiredParameter',
			message:
				'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
		});
	});

	test.each([
		['{"StartAt":', 'INVALID_JSON_DESCRIPTION'],
		['{"States":{}}', 'SCHEMA_VALIDATION_FAILED'],
		[definitionOf({Other: {Type: 'Pass', End: true}}), 'MISSING_TRANSITION_TARGET'],
		[definitionOf({First: {Type: 'Pass', Next: 'Gone'}}), 'MISSING_TRANSITION_TARGET'],
		[definitionOf({First: {Type: 'Pass'}}), 'SCHEMA_VALIDATION_FAILED'],
	])('%s does not pass validation, and no update', async (definition, code) => {
		const {sfn} = practise();

		expect(await sfn.send(new ValidateStateMachineDefinitionCommand({definition}))).toMatchObject({
			result: 'FAIL',
			diagnostics: [{severity: 'ERROR', code}],
			truncated: false,
		});
		await expect(
			sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn, definition})),
		).rejects.toMatchObject({
			name: 'InvalidDefinition',
			message: expect.stringMatching(`^Invalid State Machine Definition: '${code}: `),
		});
	});

	test('Express does not wait for jobs', async () => {
		const {sfn} = practise();
		const definition = definitionOf({
			First: {Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', End: true},
		});
		const validate = (type: 'EXPRESS' | 'STANDARD') =>
			sfn.send(new ValidateStateMachineDefinitionCommand({definition, type}));

		expect(await validate('STANDARD')).toMatchObject({result: 'OK', diagnostics: []});
		expect(await validate('EXPRESS')).toMatchObject({
			result: 'FAIL',
			diagnostics: [
				{
					code: 'SCHEMA_VALIDATION_FAILED',
					message: "Express state machine does not support '.sync' service integration",
					location: '/States/First/Resource',
				},
			],
		});
	});
});
