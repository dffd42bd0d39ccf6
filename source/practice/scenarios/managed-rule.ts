import {scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {accountId, functionArn, region, roleArn} from './build/names.ts';
import {terraformPaste} from './build/pastes.ts';
import {policy} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke, task} from './build/states.ts';

const name = 'warehouse-load';
const roleName = 'warehouse-load-role';

const definition = inOrder({
	'List extracts': invoke('warehouse-load-list'),
	'Load warehouse': task('batch:submitJob.sync', {
		JobName: 'warehouse-load',
		JobQueue: `arn:aws:batch:${region}:${accountId}:job-queue/nightly`,
		JobDefinition: `arn:aws:batch:${region}:${accountId}:job-definition/warehouse-load:4`,
	}),
});

const permissions = policy(
	allows('lambda:InvokeFunction', [
		functionArn('warehouse-load-list'),
		`${functionArn('warehouse-load-list')}:*`,
	]),
	allows(['batch:SubmitJob', 'batch:DescribeJobs', 'batch:TerminateJob'], '*'),
);

export const managedRule = scenario({
	id: 'managed-rule',
	story: 'The workflow now waits for its batch job. Since this change it cannot be deployed.',
	paste: terraformPaste({
		name,
		code: 'AccessDeniedException',
		message: `'${roleArn(roleName)}' is not authorized to create managed-rule.`,
	}),
	target: name,
	account: now =>
		account(now, {
			stateMachines: [stateMachine(now, name, {definition})],
			roles: [role(now, roleName, {inlinePolicies: {'run-jobs': permissions}})],
		}),
});
