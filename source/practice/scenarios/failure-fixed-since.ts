import {accountId, hours, minutes} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'label-printing';
const ago = hours(2);

export const failureFixedSince = workflowScenario({
	id: 'failure-fixed-since',
	story: 'A colleague changed something half an hour ago and did not repeat the execution.',
	executionArn: executionArnOf(name, ago),
	name,
	definition: inOrder({'Print label': invoke('label-print')}),
	policies: {'invoke-functions': invokeFunctions('label-print')},
	role: {policiesAge: minutes(30)},
	runs: [{input: {parcel: 'p-5'}, ago}],
	around: now => ({
		trail: [
			{
				at: now - minutes(30),
				name: 'PutRolePolicy',
				source: 'iam.amazonaws.com',
				who: `arn:aws:sts::${accountId}:assumed-role/PlatformEngineer/kim`,
				resources: [`${name}-role`],
				requestParameters: {roleName: `${name}-role`, policyName: 'invoke-functions'},
				errorCode: null,
			},
		],
	}),
});
