import type {StateMachine} from '../../source/account/step-functions.ts';
import {
	type AwsvpcNetwork,
	networkConfigurationEdit,
} from '../../source/definition/network-configuration.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {listOf} from '../../source/text.ts';
import {changeDefinition} from './change-definition.ts';
import type {NetworkInUse} from './networks-in-use.ts';

export type Placement = {state: StateAt; inUse: NetworkInUse};

/** Adds to each of the states the network named beside it; null where none of them can take one. */
export function addNetworkConfiguration(
	stateMachine: StateMachine,
	placements: readonly Placement[],
): Remedy | null {
	const edits = placements.flatMap(
		({state, inUse}) => networkConfigurationEdit(state, inUse.network) ?? [],
	);

	if (edits.length === 0) {
		return null;
	}

	const networks = [...new Set(placements.map(({inUse}) => inUse))];
	const states = listOf(placements.map(({state}) => state.name));

	return {
		id: `network-of-${networks.map(idPart).join('-and-')}`,
		title: `Run ${states} in the network of ${listOf(networks.map(({usedBy}) => usersWords(usedBy)))}`,
		why: `${networks.map(({network}) => networkWords(network)).join('; ')}. Adds NetworkConfiguration to ${states} of ${stateMachine.name}; nothing else in the definition changes.`,
		widens: null,
		changes: [changeDefinition(stateMachine, edits)],
	};
}

const idPart = ({usedBy: [user = 'others']}: NetworkInUse): string =>
	user.replace(/^(?:service|the state) /, '').replaceAll(/[^\w-]/g, '-');

function usersWords(usedBy: readonly string[]): string {
	const shown = usedBy.slice(0, 3).join(' and ');
	return usedBy.length > 3 ? `${shown} and ${usedBy.length - 3} more` : shown;
}

export const networkWords = ({subnets, securityGroups, assignPublicIp}: AwsvpcNetwork): string =>
	`subnets ${subnets.join(', ')}; security groups ${securityGroups.join(', ') || "the VPC's default"}; public IP address ${assignPublicIp === 'ENABLED' ? 'enabled' : 'disabled'}`;
