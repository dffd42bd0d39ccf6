import type {AccountState} from './state.ts';

export const accountId = '123456789012';
export const region = 'eu-west-1';

const seconds = 1000;

/** An account with nothing in it, and the usual behaviour. */
export const emptyAccount = (): AccountState => ({
	accountId,
	region,
	partition: 'aws',
	callerArn: `arn:aws:sts::${accountId}:assumed-role/OnCallEngineer/robin`,
	stateMachines: [],
	executions: [],
	mapRuns: [],
	roles: [],
	managedPolicies: [],
	logGroups: [],
	logResourcePolicies: [],
	queries: [],
	taskDefinitions: [],
	functions: [],
	jobs: [],
	trail: [],
	clusters: [],
	tasks: [],
	objects: [],
	taskOutcomes: [],
	behaviour: {
		latency: 60,
		iamReadDelay: 1 * seconds,
		iamPropagationDelay: 8 * seconds,
		logDeliveryDelay: 3 * seconds,
		queryDuration: 900,
		deliveryPolicyScope: 'log-group',
		pageSize: null,
		keepsRates: false,
		faults: [],
	},
});
