import type {StateMachine} from '../../source/account/step-functions.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import {
	networkConfigurationEdit,
	statesWithoutNetworkConfiguration,
	type WithoutNetwork,
} from '../../source/definition/network-configuration.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {machineDefinition} from '../common/machine-definition.ts';
import {taskRuns} from '../common/task-runs.ts';
import {addNetworkConfiguration, networkWords} from './add-network-configuration.ts';
import {clusterOf, type NetworkInUse, networksInUse} from './networks-in-use.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html */
export const networkConfiguration: Check = {
	id: 'network-configuration',
	title: 'Do all states that run awsvpc task definitions say in which network?',
	decisive: true,
	appliesTo: ({stateMachineArn}) => stateMachineArn !== null,
	command: ({stateMachineArn, region}) =>
		`aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(stateMachineArn ?? '')} --query definition --output text --region ${region}`,

	async run(context) {
		const {stateMachine, definition} = await machineDefinition(context);
		const runs = await taskRuns(context);
		const modes = new Map(
			runs.map(({named, taskDefinition}) => [named, taskDefinition?.networkMode]),
		);
		const byPath = new Map(runs.map(run => [run.state.path, run]));
		const without = statesWithoutNetworkConfiguration(definition, named =>
			isAwsvpc(modes.get(named)),
		).map(each => ({
			...each,
			// A computed task definition may be known from the last failed execution.
			awsvpc: isAwsvpc(byPath.get(each.state.path)?.taskDefinition?.networkMode),
		}));
		const surely = without.filter(({awsvpc}) => awsvpc === true);
		const perhaps = without.filter(({awsvpc}) => awsvpc === null);
		const unknown = perhaps.map(
			({state}) =>
				`${state.name}: ${byPath.get(state.path)?.why ?? 'its network mode is not known'}.`,
		);

		if (surely.length > 0) {
			return lacking(stateMachine, surely, unknown, context);
		}

		return unknown.length > 0
			? {
					outcome: 'unknown',
					evidence: 'read',
					answer: `Not known: ${namesOf(perhaps)} says of no network, and whether its task definition asks for one is not known.`,
					details: unknown,
				}
			: {
					outcome: 'ok',
					evidence: 'read',
					answer:
						runs.length === 0
							? 'Yes: no state runs an ECS task.'
							: `Yes: ${namesOf(runs)} ${runs.length === 1 ? 'has' : 'have'} what the task definition asks for.`,
				};
	},
};

/** Without a network mode ECS takes bridge, on Linux. */
const isAwsvpc = (mode: string | null | undefined): true | false | null =>
	mode === undefined ? null : mode === 'awsvpc';

const namesOf = (all: ReadonlyArray<{state: StateAt}>): string =>
	all.map(({state}) => state.name).join(', ');

type Lacking = Pick<WithoutNetwork, 'state' | 'taskDefinition'>;

async function lacking(
	stateMachine: StateMachine,
	states: readonly Lacking[],
	unknown: readonly string[],
	context: CheckContext,
): Promise<Answer> {
	const {definition} = await machineDefinition(context);
	const found = await Promise.all(
		states.map(async ({state}) => ({
			state,
			...(await networksInUse(clusterOf(state), definition, context)),
		})),
	);
	const remedies = isQualified(stateMachine) ? [] : remediesFor(stateMachine, found);
	const fixed = states.filter(({state}) => networkConfigurationEdit(state, noNetwork) === null);

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `No: ${states
			.map(
				({state, taskDefinition}) =>
					`${state.name} runs ${taskDefinition ?? 'its task definition'}`,
			)
			.join(', ')} in network mode awsvpc without a NetworkConfiguration.`,
		details: [
			...unknown,
			...(isQualified(stateMachine)
				? [
						`${stateMachine.arn} is a version, which never changes: examine the state machine itself, and publish a new version.`,
					]
				: []),
			...fixed.map(
				({state}) =>
					`${state.name} has no object of parameters to add it to: its parameters come from its input.`,
			),
			...[...new Set(found.flatMap(({unread}) => unread ?? []))],
			...[...new Set(found.flatMap(({networks}) => networks))].map(inUseWords),
		].filter(isFirst),
		remedies,
		requests:
			remedies.length > 0
				? []
				: [
						{
							to: 'whoever runs the network of this account',
							text: `${namesOf(states)} of ${stateMachine.arn} runs ECS tasks in network mode awsvpc, and nothing in use tells which network they belong in. Please name subnets and security groups for: {"NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["<subnet>"], "SecurityGroups": ["<security group>"], "AssignPublicIp": "DISABLED"}}}`,
						},
					],
	};
}

const isQualified = ({arn}: StateMachine): boolean => arn.split(':').length > 7;

const noNetwork = {subnets: [], securityGroups: [], assignPublicIp: null};

const isFirst = (text: string, index: number, all: readonly string[]): boolean =>
	all.indexOf(text) === index;

const inUseWords = ({network, usedBy}: NetworkInUse): string =>
	`In use by ${usedBy.join(', ')}: ${networkWords(network)}.`;

type Found = {state: StateAt; networks: NetworkInUse[]};

/** One for each configuration in use; states in other clusters take the one of the same rank there. */
function remediesFor(stateMachine: StateMachine, found: readonly Found[]): Remedy[] {
	const ranks = Math.max(...found.map(({networks}) => networks.length));

	return Array.from({length: ranks}, (_, rank) => {
		const placements = found.flatMap(({state, networks}) => {
			const inUse = networks[rank] ?? networks[0];
			return inUse ? [{state, inUse}] : [];
		});
		return addNetworkConfiguration(stateMachine, placements);
	}).filter(remedy => remedy !== null);
}

/** The check, left out where no state runs an ECS task. */
export const whereTasksRun = (check: Check): Check => ({
	...check,

	async run(context) {
		const runs = await taskRuns(context);
		return runs.length === 0 ? null : check.run(context);
	},
});
