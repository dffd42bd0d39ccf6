import type {Connection} from './connection.ts';
import {serviceOf} from './service.ts';

export type Services = ReturnType<typeof servicesOf>;

export const servicesOf = (connection: Connection) => ({
	stepFunctions: serviceOf(
		{
			prefix: 'states',
			wire: 'json',
			load: () => import('./clients/sfn.ts'),
			construct: (sdk, config) => new sdk.SFNClient(config),
		},
		connection,
	),
	iam: serviceOf(
		{
			prefix: 'iam',
			wire: 'xml',
			load: () => import('./clients/iam.ts'),
			construct: (sdk, config) => new sdk.IAMClient(config),
		},
		connection,
	),
	cloudWatchLogs: serviceOf(
		{
			prefix: 'logs',
			wire: 'json',
			load: () => import('./clients/cloudwatch-logs.ts'),
			construct: (sdk, config) => new sdk.CloudWatchLogsClient(config),
		},
		connection,
	),
	ecs: serviceOf(
		{
			prefix: 'ecs',
			wire: 'json',
			load: () => import('./clients/ecs.ts'),
			construct: (sdk, config) => new sdk.ECSClient(config),
		},
		connection,
	),
	sts: serviceOf(
		{
			prefix: 'sts',
			wire: 'xml',
			load: () => import('./clients/sts.ts'),
			construct: (sdk, config) => new sdk.STSClient(config),
		},
		connection,
	),
});
