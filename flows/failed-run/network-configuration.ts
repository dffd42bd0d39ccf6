import type {StateMachine} from '../../source/account/step-functions.ts';
import {parseArn} from '../../source/aws/arn.ts';
import {
	networkConfigurationEdit,
	statesWithoutNetworkConfiguration,
	type WithoutNetwork,
} from '../../source/definition/network-configuration.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import {
	type Answer,
	type Check,
	type CheckContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {listOf} from '../../source/text.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {machineDefinition} from '../common/machine-definition.ts';
import {taskRuns} from '../common/task-runs.ts';
import {addNetworkConfiguration, networkWords} from './network-remedy.ts';
import {clusterOf, type NetworkInUse, networksInUse} from './networks-in-use.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html */
export const check: Check = stateMachineCheck({
	id: 'network-configuration',
	title: 'Every state that runs an awsvpc task has a NetworkConfiguration',
	decisive: true,
	findOut: subject => [describeStateMachine(subject, 'definition')],

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
		const certain = without.filter(({awsvpc}) => awsvpc === true);
		const possible = without.filter(({awsvpc}) => awsvpc === null);
		const unknown = possible.map(
			({state}) =>
				`${state.name}: ${byPath.get(state.path)?.why ?? 'its network mode is not known'}.`,
		);

		if (certain.length > 0) {
			return missing(stateMachine, certain, unknown, context);
		}

		if (unknown.length > 0) {
			return {
				outcome: 'unknown',
				evidence: 'read',
				answer: `Cannot tell: no NetworkConfiguration on ${namesOf(possible)}, and the network mode of its task definition is not known.`,
				details: unknown,
			};
		}

		const {subject} = context;

		// Another call failed of it, such as one that creates a service.
		if (runs.length === 0 && subject.kind === 'state-machine' && subject.executionArn !== null) {
			return {
				outcome: 'unknown',
				evidence: 'read',
				answer:
					'Cannot tell: no state runs an ECS task, so another call needs the network configuration.',
			};
		}

		return {
			outcome: 'ok',
			evidence: 'read',
			answer:
				runs.length === 0
					? 'No state runs an ECS task.'
					: `${namesOf(runs)} ${runs.length === 1 ? 'has' : 'have'} the network configuration that the task definition needs.`,
		};
	},
});

/** Without a network mode ECS takes bridge, on Linux. */
const isAwsvpc = (mode: string | null | undefined): true | false | null =>
	mode === undefined ? null : mode === 'awsvpc';

const namesOf = (all: ReadonlyArray<{state: StateAt}>): string =>
	listOf(all.map(({state}) => state.name));

type Missing = Pick<WithoutNetwork, 'state' | 'taskDefinition'>;

async function missing(
	stateMachine: StateMachine,
	states: readonly Missing[],
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
		answer: `NetworkConfiguration is missing: ${listOf(
			states.map(
				({state, taskDefinition}) =>
					`${state.name} runs ${taskDefinition ?? 'its task definition'}`,
			),
		)} in network mode awsvpc.`,
		details: [
			...unknown,
			...(isQualified(stateMachine)
				? [
						`${stateMachine.arn} is a version, which cannot be changed: check the state machine itself, then publish a new version.`,
					]
				: []),
			...fixed.map(
				({state}) =>
					`${state.name} has no parameters object to add it to: its parameters come from its input.`,
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
							to: 'the network administrators of this account',
							text: `${namesOf(states)} of ${stateMachine.arn} runs ECS tasks in network mode awsvpc, and no network in use shows which one is right. Please name subnets and security groups for: {"NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["<subnet>"], "SecurityGroups": ["<security group>"], "AssignPublicIp": "DISABLED"}}}`,
						},
					],
	};
}

/** `stateMachine:orders:7`: a version or an alias. */
const isQualified = ({arn}: StateMachine): boolean =>
	/^stateMachine:[^:]+:/.test(parseArn(arn)?.resource ?? '');

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
