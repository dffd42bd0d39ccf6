import {AccountError} from '../../source/account/account-error.ts';
import {type AwsvpcNetwork, runsEcsTask} from '../../source/definition/network-configuration.ts';
import {readParameter} from '../../source/definition/parameters.ts';
import type {Definition} from '../../source/definition/parse-definition.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {isObject, member} from '../../source/json.ts';

/** One network configuration, and who runs with it. */
export type NetworkInUse = {
	network: AwsvpcNetwork;
	/** `service web`, `the state Pack`: the first by name gives the remedy its id. */
	usedBy: string[];
};

/** The cluster that a state runs its task in; null where it is known only when the state runs. */
export function clusterOf(state: StateAt): string | null {
	const [found] = readParameter(state, 'Cluster');

	if (!found) {
		return 'default';
	}

	return 'value' in found && typeof found.value === 'string' ? found.value : null;
}

/** What the services of a cluster run with, the most used first; then what other states of the definition say. */
export async function networksInUse(
	cluster: string | null,
	definition: Definition,
	{reads}: CheckContext,
): Promise<{networks: NetworkInUse[]; unread: string | null}> {
	const {services, unread} = await servicesOf(cluster, reads);
	const used = services.flatMap(({name, network}) =>
		network && network.subnets.length > 0 ? [{network, user: `service ${name}`}] : [],
	);

	return {
		networks: [...grouped(used), ...grouped(statedIn(definition))].filter(isFirst),
		unread,
	};
}

type Reads = CheckContext['reads'];

async function servicesOf(cluster: string | null, reads: Reads) {
	if (cluster === null) {
		return {services: [], unread: 'The cluster is known only when the state runs.'};
	}

	try {
		return {services: await reads.clusterServices(cluster), unread: null};
	} catch (error) {
		if (error instanceof AccountError) {
			return {
				services: [],
				unread: `The services of cluster ${cluster} could not be read: ${error.message}`,
			};
		}

		throw error;
	}
}

type Used = {network: AwsvpcNetwork; user: string};

function grouped(all: readonly Used[]): NetworkInUse[] {
	const groups = new Map<string, NetworkInUse>();

	for (const {network, user} of all) {
		const key = keyOf(network);
		groups.set(key, {network, usedBy: [...(groups.get(key)?.usedBy ?? []), user].toSorted()});
	}

	return [...groups.values()].sort((one, other) => other.usedBy.length - one.usedBy.length);
}

const isFirst = (one: NetworkInUse, index: number, all: readonly NetworkInUse[]): boolean =>
	all.findIndex(({network}) => keyOf(network) === keyOf(one.network)) === index;

/** The order of subnets and security groups says nothing. */
const keyOf = ({subnets, securityGroups, assignPublicIp}: AwsvpcNetwork): string =>
	JSON.stringify([subnets.toSorted(), securityGroups.toSorted(), assignPublicIp ?? 'DISABLED']);

const statedIn = (definition: Definition): Used[] =>
	walkStates(definition)
		.filter(runsEcsTask)
		.flatMap(state => {
			const [found] = readParameter(state, 'NetworkConfiguration.AwsvpcConfiguration');
			const network = found && 'value' in found ? networkOf(found.value) : null;
			return network ? [{network, user: `the state ${state.name}`}] : [];
		});

/** Null where a part of it is an expression. */
function networkOf(value: unknown): AwsvpcNetwork | null {
	const subnets = textsIn(value, 'Subnets');
	const securityGroups = textsIn(value, 'SecurityGroups') ?? [];
	const assignPublicIp = member(value, 'AssignPublicIp');
	const isWhole = isObject(value) && Object.keys(value).every(key => fields.has(key));

	return isWhole && subnets && subnets.length > 0
		? {
				subnets,
				securityGroups,
				assignPublicIp:
					assignPublicIp === 'ENABLED' || assignPublicIp === 'DISABLED' ? assignPublicIp : null,
			}
		: null;
}

const fields = new Set(['Subnets', 'SecurityGroups', 'AssignPublicIp']);

function textsIn(value: unknown, field: string): string[] | null {
	const list = member(value, field);
	const isPlain =
		Array.isArray(list) && list.every(item => typeof item === 'string' && !item.includes('{%'));

	return isPlain ? list : null;
}
