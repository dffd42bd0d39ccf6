import type {StepFunctionsReads} from '../step-functions.ts';
import {collectAll, collectSome} from './collect.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';
import {
	toDiagnostic,
	toExecutedMachine,
	toExecution,
	toHistoryEvent,
	toMapRun,
	toStateMachine,
	toStateMachineSummary,
} from './step-functions-shapes.ts';

const executionsAtMost = 100;
/** The most that AWS allows. */
const executionsOnPage = 1000;
/** As many as somebody could want to pick from: AWS's default quota is 100,000. */
const stateMachinesAtMost = 25_000;

/** The most that AWS allows. */
const eventsOnPage = 1000;

export const stepFunctionsReads = (
	stepFunctions: Services['stepFunctions'],
): StepFunctionsReads => ({
	listStateMachines: onPage =>
		stepFunctions('ListStateMachines', async (client, sdk) => {
			const pages = sdk.paginateListStateMachines({client, pageSize: 1000}, {});
			const {items, complete} = await collectSome(
				pages,
				page => page.stateMachines,
				stateMachinesAtMost,
				(soFar, {nextToken}) => nextToken && onPage?.(soFar.map(toStateMachineSummary)),
			);

			return {items: items.map(toStateMachineSummary), complete};
		}),

	stateMachine: stateMachineArn =>
		stepFunctions('DescribeStateMachine', async (client, sdk) =>
			toStateMachine(await client.send(new sdk.DescribeStateMachineCommand({stateMachineArn}))),
		),

	stateMachineTags: arn =>
		stepFunctions('ListTagsForResource', async (client, sdk) => {
			const resourceArn = withoutQualifier(arn);
			const {tags} = await client.send(new sdk.ListTagsForResourceCommand({resourceArn}));

			return Object.fromEntries(
				required(tags, 'tags').map(({key, value}) => [key ?? '', value ?? '']),
			);
		}),

	executions: (stateMachineArn, statusFilter) =>
		stepFunctions('ListExecutions', async (client, sdk) => {
			const request = {stateMachineArn, ...(statusFilter && {statusFilter})};
			const pages = sdk.paginateListExecutions({client, pageSize: executionsAtMost}, request);
			const {items} = await collectSome(pages, page => page.executions, executionsAtMost);

			return items.map(toExecution);
		}),

	executionsPage: (stateMachineArn, statusFilter, next) =>
		stepFunctions('ListExecutions', async (client, sdk) => {
			const {executions, nextToken} = await client.send(
				new sdk.ListExecutionsCommand({
					stateMachineArn,
					statusFilter,
					maxResults: executionsOnPage,
					...(next !== null && {nextToken: next}),
				}),
			);

			return {
				executions: required(executions, 'executions').map(toExecution),
				next: nextToken ?? null,
			};
		}),

	execution: executionArn =>
		stepFunctions('DescribeExecution', async (client, sdk) =>
			toExecution(await client.send(new sdk.DescribeExecutionCommand({executionArn}))),
		),

	executedMachine: executionArn =>
		stepFunctions('DescribeStateMachineForExecution', async (client, sdk) =>
			toExecutedMachine(
				await client.send(new sdk.DescribeStateMachineForExecutionCommand({executionArn})),
			),
		),

	historyPage: (executionArn, next, atMost = eventsOnPage) =>
		stepFunctions('GetExecutionHistory', async (client, sdk) => {
			const {events, nextToken} = await client.send(
				new sdk.GetExecutionHistoryCommand({
					executionArn,
					reverseOrder: true,
					includeExecutionData: true,
					maxResults: atMost,
					...(next !== null && {nextToken: next}),
				}),
			);

			return {events: required(events, 'events').map(toHistoryEvent), next: nextToken ?? null};
		}),

	mapRuns: executionArn =>
		stepFunctions('ListMapRuns', async (client, sdk) => {
			const pages = sdk.paginateListMapRuns({client, pageSize: 1000}, {executionArn});
			const runs = await collectAll(pages, page => page.mapRuns);

			return runs.map(({mapRunArn}) => required(mapRunArn, 'mapRunArn'));
		}),

	mapRun: mapRunArn =>
		stepFunctions('DescribeMapRun', async (client, sdk) =>
			toMapRun(await client.send(new sdk.DescribeMapRunCommand({mapRunArn}))),
		),

	mapRunExecutions: (mapRunArn, statusFilter, limit) =>
		stepFunctions('ListExecutions', async (client, sdk) => {
			const {executions} = await client.send(
				new sdk.ListExecutionsCommand({mapRunArn, statusFilter, maxResults: limit}),
			);

			return required(executions, 'executions').map(toExecution);
		}),

	validateDefinition: (definition, type) =>
		stepFunctions('ValidateStateMachineDefinition', async (client, sdk) => {
			const answer = await client.send(
				new sdk.ValidateStateMachineDefinitionCommand({
					definition,
					type,
					severity: 'WARNING',
					maxResults: 100,
				}),
			);

			return required(answer.diagnostics, 'diagnostics').map(toDiagnostic);
		}),
});

/** Tags belong to the state machine, not to its versions and aliases. */
const withoutQualifier = (arn: string) => arn.split(':').slice(0, 7).join(':');
