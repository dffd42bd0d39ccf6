import {describe, expect, it} from 'vitest';
import {generalChecks} from '../../flows/general.ts';
import {AccountError} from '../../source/account/account-error.ts';
import {examineFile} from '../../source/before-deployment/examine-file.ts';
import {diagnose} from '../../source/diagnosis/diagnose.ts';
import {loadChecks} from '../../source/diagnosis/flow.ts';
import {noFacts} from '../../source/incident/facts.ts';
import {fakeReads} from '../support/fake-reads.ts';
import {templateOf, type WorkflowPair, workflowPairs} from './workflow-pairs.ts';

const inlineOf = ({policies}: WorkflowPair) =>
	policies.flatMap(policy => (policy.kind === 'inline' ? [policy] : []));

const managedOf = ({policies}: WorkflowPair) =>
	policies.flatMap(policy => (policy.kind === 'managed' ? [policy.arn] : []));

const wanted = {region: null, now: () => 0, readFile: () => Promise.reject(new Error('no file'))};

const grantsIn = (checks: ReadonlyArray<{id: string; outcome: string}>) =>
	checks.find(({id}) => id === 'definition-permissions')?.outcome ?? 'left out';

/** Of the permissions alone: an account knows more of the rest. */
async function asFile(pair: WorkflowPair): Promise<string> {
	const {machines} = await examineFile({
		...wanted,
		file: {path: 'template.json', text: JSON.stringify(templateOf(pair))},
		policies: [],
	});
	return grantsIn(machines[0]?.checks ?? []);
}

async function asDefinition(pair: WorkflowPair): Promise<string> {
	const {machines} = await examineFile({
		...wanted,
		region: 'us-east-1',
		// As AWS describes it: a definition alone does not tell its name.
		file: {
			path: 'described.json',
			text: JSON.stringify({
				name: pair.name,
				stateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${pair.name}`,
				roleArn: 'arn:aws:iam::123456789012:role/machine-role',
				definition: JSON.stringify(pair.definition),
			}),
		},
		policies: inlineOf(pair).map(({name, document}) => ({
			path: name,
			text: JSON.stringify(document),
		})),
	});
	return grantsIn(machines[0]?.checks ?? []);
}

async function inAccount(pair: WorkflowPair): Promise<string> {
	const arn = `arn:aws:states:us-east-1:123456789012:stateMachine:${pair.name}`;
	const roleArn = 'arn:aws:iam::123456789012:role/machine-role';
	const reads = fakeReads({
		stateMachines: [
			{
				arn,
				name: pair.name,
				type: pair.type,
				createdAt: null,
				definition: JSON.stringify(pair.definition),
				roleArn,
				logging: {level: 'OFF', includeExecutionData: false, destinations: []},
				tracing: pair.tracing ?? false,
				kmsKeyArn: null,
				revisionId: null,
			},
		],
		roles: [
			{
				arn: roleArn,
				name: 'machine-role',
				path: '/',
				createdAt: null,
				trustPolicy: '{"Statement":[]}',
				permissionsBoundaryArn: null,
				tags: {},
			},
		],
		rolePolicies: {
			'machine-role': inlineOf(pair).map(({name, document}) => ({
				kind: 'inline',
				name,
				arn: null,
				document: JSON.stringify(document),
			})),
		},
		reads: {
			simulate: async () => [],
			executions: async () => [],
			taskDefinition: async reference => {
				const found = Object.entries(pair.taskDefinitions ?? {}).find(([arn]) =>
					arn.includes(reference),
				);

				if (!found) {
					throw new AccountError('not-found', 'ecs:DescribeTaskDefinition', reference);
				}

				return {
					arn: found[0],
					family: found[0],
					revision: 1,
					networkMode: null,
					requiresCompatibilities: [],
					executionRoleArn: found[1].executionRoleArn ?? null,
					taskRoleArn: found[1].taskRoleArn ?? null,
				};
			},
		},
	});
	const {checks} = await diagnose(
		(await loadChecks(generalChecks())).filter(({id}) => id === 'definition-permissions'),
		{
			subject: {
				kind: 'state-machine',
				partition: 'aws',
				region: 'us-east-1',
				accountId: '123456789012',
				stateMachineArn: arn,
				executionArn: null,
				roleArn: null,
				logGroupArn: null,
				facts: noFacts,
			},
			reads,
			now: () => 0,
		},
	);
	return grantsIn(checks);
}

describe.skipIf(workflowPairs === null)('real workflows with the policies of their roles', () => {
	it('get the verdict on their permissions that the account gives, or unknown', async () => {
		const counts = new Map<string, number>();
		const differing: string[] = [];

		for (const pair of workflowPairs ?? []) {
			const [file, account] = [await asFile(pair), await inAccount(pair)];
			const key = `${file} (account: ${account})`;
			counts.set(key, (counts.get(key) ?? 0) + 1);

			if (file !== account && !(file === 'unknown' && managedOf(pair).length > 0)) {
				differing.push(`${pair.id}: ${key}`);
			}
		}

		console.log(Object.fromEntries(counts));
		expect(differing).toEqual([]);
	});

	it('get it from the definition and the policy documents as well, tracing and ECS roles aside', async () => {
		const differing: string[] = [];

		for (const pair of workflowPairs ?? []) {
			const inFile =
				!pair.tracing &&
				!pair.taskDefinitions &&
				managedOf(pair).length === 0 &&
				inlineOf(pair).length > 0;
			const [file, account] = [await asDefinition(pair), await inAccount(pair)];

			if (inFile && file !== account) {
				differing.push(`${pair.id}: ${file} (account: ${account})`);
			}
		}

		expect(differing).toEqual([]);
	});

	it('follow the rules of the language, as AWS has accepted them', async () => {
		const refused: string[] = [];

		for (const pair of workflowPairs ?? []) {
			const {machines} = await examineFile({
				...wanted,
				file: {path: 'template.json', text: JSON.stringify(templateOf(pair))},
				policies: [],
			});
			const rules = machines[0]?.checks.find(({id}) => id === 'definition-rules');

			if (rules?.outcome !== 'ok') {
				refused.push(`${pair.id}: ${rules?.details.join(' ')}`);
			}
		}

		expect(refused).toEqual([]);
	});
});
