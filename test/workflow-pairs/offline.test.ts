import {describe, expect, test} from 'vitest';
import {check as assumedRoles} from '../../flows/permissions/assumed-roles.ts';
import {check as definitionPermissions} from '../../flows/permissions/definition-permissions.ts';
import {check as passedRoles} from '../../flows/permissions/passed-roles.ts';
import {AccountError} from '../../source/account/account-error.ts';
import {parseArn} from '../../source/aws/arn.ts';
import {type Diagnosis, diagnose, narrowestRemedies} from '../../source/diagnosis/diagnose.ts';
import {evaluateApart} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import {aTaskRole, statementsOf} from '../support/permission-samples.ts';
import {aContext, aRole, aStateMachine, aSubject} from '../support/samples.ts';
import {
	documentsOf,
	expectedVerdicts,
	removals,
	type WorkflowPair,
	workflowPairs,
} from './pairs.ts';

const pairs = workflowPairs();
const region = 'us-east-1';
const roleName = 'workflow-role';

/** The checks of a preflight that judge permissions, on an account that holds the pair and nothing else. */
function judge(pair: WorkflowPair): Promise<Diagnosis> {
	const arn = `arn:aws:states:${region}:123456789012:stateMachine:${pair.name}`;
	const taskDefinitions = Object.entries(pair.taskDefinitions ?? {}).map(([taskArn, roles]) => {
		const [family = '', revision = '1'] =
			parseArn(taskArn)?.resource.split('/')[1]?.split(':') ?? [];
		return {
			arn: taskArn,
			family,
			revision: Number(revision),
			networkMode: 'bridge',
			requiresCompatibilities: [],
			executionRoleArn: roles.executionRoleArn ?? null,
			taskRoleArn: roles.taskRoleArn ?? null,
		};
	});
	const account = {
		stateMachines: [
			aStateMachine({
				arn,
				name: pair.name,
				type: pair.type,
				definition: JSON.stringify(pair.definition),
				roleArn: `arn:aws:iam::123456789012:role/${roleName}`,
				logging: {level: 'OFF' as const, includeExecutionData: false, destinations: []},
				tracing: pair.tracing ?? false,
			}),
		],
		roles: [aRole({arn: `arn:aws:iam::123456789012:role/${roleName}`, name: roleName})],
		rolePolicies: {
			[roleName]: documentsOf(pair).map(({name, document}) => ({
				kind: 'inline' as const,
				name,
				arn: null,
				document,
			})),
		},
		reads: {
			executions: async () => [],
			simulate: async () => {
				throw new AccountError('access-denied', 'iam:SimulatePrincipalPolicy', 'denied.');
			},
			role: async (name: string) =>
				name === roleName
					? aRole({arn: `arn:aws:iam::123456789012:role/${roleName}`, name: roleName})
					: trustedByAll(name),
			taskDefinition: async (reference: string) => {
				const found = taskDefinitions.find(each =>
					[each.arn, each.family, `${each.family}:${each.revision}`].includes(reference),
				);

				if (!found) {
					throw new AccountError('not-found', 'ecs:DescribeTaskDefinition', 'not found.');
				}

				return found;
			},
		},
	};

	return diagnose(
		[definitionPermissions, passedRoles, assumedRoles],
		aContext(account, aSubject({region, stateMachineArn: arn})),
	);
}

/** What only the run, or what a query reads, tells; or a task definition that is not in the pair. */
const isUndecidable = (line: string): boolean =>
	/known only when the state runs|is not in the definition|could not be read/.test(line);

/** A role without any policy is denied everything, whatever the state calls. */
const isSureDenial = ({policies}: WorkflowPair): boolean => policies.length === 0;

/** Whether the roles that are passed exist is not in the pairs. */
const trustedByAll = (name: string) => {
	const role = aTaskRole(name);
	const trust = JSON.parse(role.trustPolicy);
	trust.Statement[0].Principal = '*';
	return {...role, trustPolicy: JSON.stringify(trust)};
};

const wordsOf = ({checks}: Diagnosis): string =>
	checks
		.filter(({outcome}) => outcome !== 'ok')
		.map(({id, outcome, answer}) => `${id} ${outcome}: ${answer}`)
		.join(' | ');

describe.skipIf(pairs === null)('workflows as published, and as the AWS CDK grants them', () => {
	test('get the verdict that is expected of them', async () => {
		const falseProblems: string[] = [];
		const falseHealthy: string[] = [];
		const unknown: string[] = [];
		const counts = {healthy: 0, problem: 0, 'no-verdict': 0, 'not-a-fault': 0};

		for (const pair of pairs ?? []) {
			const diagnosis = await judge(pair);
			const {verdict} = diagnosis;
			const expected = expectedVerdicts(pair) ?? [verdict];
			const line = `${pair.id}: ${verdict}, not ${expected}: ${wordsOf(diagnosis)}`;
			counts[verdict] += 1;

			if (verdict === 'no-verdict') {
				unknown.push(`${pair.id}: ${wordsOf(diagnosis)}`);
			} else if (!expected.includes(verdict) && !(verdict === 'problem' && isSureDenial(pair))) {
				(verdict === 'problem' ? falseProblems : falseHealthy).push(line);
			}
		}

		console.log(
			counts,
			`false problems ${falseProblems.length}, false healthys ${falseHealthy.length}, unknown ${unknown.length}:`,
			`\n${unknown.join('\n')}`,
		);
		expect(falseProblems).toEqual([]);
		expect(falseHealthy).toEqual([]);
		expect(unknown.filter(line => !isUndecidable(line))).toEqual([]);
	}, 60_000);

	test('a statement that is taken away is named, and restored no wider than it was', async () => {
		const faults: string[] = [];
		const counts = {judged: 0, problem: 0, warning: 0, unknown: 0, notNeeded: 0};

		for (const pair of pairs ?? []) {
			if (
				!expectedVerdicts(pair)?.includes('healthy') ||
				(await judge(pair)).verdict !== 'healthy'
			) {
				continue;
			}

			for (const each of removals(pair)) {
				const diagnosis = await judge(each.pair);
				const granted = narrowestRemedies(diagnosis.checks);
				counts.judged += 1;

				if (diagnosis.verdict === 'healthy') {
					const isWarned = diagnosis.checks.some(({outcome}) => outcome === 'warning');
					counts[isWarned ? 'warning' : 'notNeeded'] += 1;
					continue;
				}

				counts[diagnosis.verdict === 'problem' ? 'problem' : 'unknown'] += 1;
				faults.push(
					...widerThan(each.removed, granted).map(
						wider => `${pair.id}: grants ${wider}, which was not taken away`,
					),
				);

				if (diagnosis.verdict === 'no-verdict') {
					faults.push(
						`${pair.id}: unknown without ${JSON.stringify(each.removed).slice(0, 200)}: ${wordsOf(diagnosis).slice(0, 300)}`,
					);
				}
			}
		}

		console.log(counts);
		console.log(faults.join('\n'));
		expect(faults.filter(fault => fault.includes('grants'))).toEqual([]);
	}, 120_000);
});

/** What of the remedies the statement did not allow. */
function widerThan(removed: object, remedies: ReturnType<typeof narrowestRemedies>): string[] {
	const document = parsePolicy(JSON.stringify({Version: '2012-10-17', Statement: [removed]}));
	const principal = {
		kind: 'aws' as const,
		arn: `arn:aws:iam::123456789012:role/${roleName}`,
		accountId: '123456789012',
	};

	return statementsOf(remedies).flatMap(({Action = [], Resource = [], Condition = {}}) => {
		const context = Object.fromEntries(
			Object.values(Condition).flatMap(keys =>
				Object.entries(keys).map(([key, values]) => [key, {known: values}] as const),
			),
		);

		return Action.flatMap(action =>
			Resource.filter(resource => {
				const {decision} = evaluateApart(
					{principal, action, resource, context},
					{policies: [{name: 'removed', document}], boundary: null},
				);
				return decision.answer === 'not-allowed';
			}).map(resource => `${action} on ${resource}`),
		);
	});
}
