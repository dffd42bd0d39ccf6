import type {PracticeService} from '../../service.ts';
import type {AccountState} from '../../state.ts';
import {jsonProtocol} from '../../wire/json.ts';
import type {Input} from '../../wire/protocol.ts';
import {jsonErrors} from '../common-errors.ts';
import {clusterOperations} from './clusters.ts';
import {serviceOperations} from './ecs-services.ts';
import {taskDefinitionOperations} from './task-definitions.ts';
import {taskOperations} from './tasks.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ */
export const ecs: PracticeService = {
	prefix: 'ecs',
	protocol: jsonProtocol({
		target: 'AmazonEC2ContainerServiceV20141113',
		version: '1.1',
		errorNamespace: '',
	}),
	errors: {...jsonErrors, internal: 'ServerException'},
	operations: {
		...taskDefinitionOperations,
		...clusterOperations,
		...serviceOperations,
		...taskOperations,
	},
	resourceOf,
};

/** The actions on task definitions and the lists of clusters have no resource level. */
function resourceOf(
	operation: string,
	{cluster}: Input,
	{partition, region, accountId}: AccountState,
): string {
	const name = String(cluster ?? 'default').replace(/^arn:[^/]{1,200}\//, '');

	return operation === 'ListServices' || operation === 'DescribeServices'
		? `arn:${partition}:ecs:${region}:${accountId}:${operation === 'ListServices' ? 'cluster' : 'service'}/${name}${operation === 'ListServices' ? '' : '/*'}`
		: '*';
}
