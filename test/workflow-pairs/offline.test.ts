import {describe, expect, test} from 'vitest';
import {type Diagnosis, narrowestRemedies} from '../../source/diagnosis/diagnose.ts';
import {evaluateApart} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import {statementsOf} from '../support/permission-samples.ts';
import {judgePair, roleName} from './judge-pair.ts';
import {expectedVerdicts, removals, type WorkflowPair, workflowPairs} from './pairs.ts';

const pairs = workflowPairs();

/** What only the run, or what a query reads, tells; or a task definition that is not in the pair. */
const isUndecidable = (line: string): boolean =>
	/known only when the state runs|is not in the definition|could not be read/.test(line);

/** A role without any policy is denied everything, whatever the state calls. */
const isSureDenial = ({policies}: WorkflowPair): boolean => policies.length === 0;

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
			const diagnosis = await judgePair(pair);
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
		const counts = {
			judged: 0,
			problem: 0,
			restored: 0,
			restoredInPart: 0,
			warning: 0,
			unknown: 0,
			notNeeded: 0,
		};

		for (const pair of pairs ?? []) {
			if (
				!expectedVerdicts(pair)?.includes('healthy') ||
				(await judgePair(pair)).verdict !== 'healthy'
			) {
				continue;
			}

			for (const each of removals(pair)) {
				const diagnosis = await judgePair(each.pair);
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

				if (diagnosis.verdict === 'problem') {
					const fixed = await judgePair(withStatements(each.pair, statementsOf(granted)));
					const isRestored = fixed.verdict === 'healthy';
					// What a query reads, and a bucket that only the run names, are not granted on an inference.
					const isOpen = fixed.verdict === 'no-verdict' && isUndecidable(wordsOf(fixed));
					counts.restored += isRestored ? 1 : 0;
					counts.restoredInPart += isOpen ? 1 : 0;
					faults.push(
						...(isRestored || isOpen
							? []
							: [`${pair.id}: grants too little: ${wordsOf(fixed).slice(0, 300)}`]),
					);
				}

				if (diagnosis.verdict === 'no-verdict') {
					faults.push(
						`${pair.id}: unknown without ${JSON.stringify(each.removed).slice(0, 200)}: ${wordsOf(diagnosis).slice(0, 300)}`,
					);
				}
			}
		}

		console.log(counts);
		console.log(faults.join('\n'));
		expect(counts.judged).toBeGreaterThanOrEqual(300);
		expect(counts.unknown).toBeLessThanOrEqual(8);
		expect(faults.filter(fault => fault.includes('grants'))).toEqual([]);
	}, 120_000);
});

const withStatements = (pair: WorkflowPair, statements: readonly object[]): WorkflowPair => ({
	...pair,
	policies: [
		...pair.policies,
		{
			kind: 'inline',
			name: 'sfn-fix-permissions',
			document: {Version: '2012-10-17', Statement: statements},
		},
	],
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
			// A published grant names the path as API Gateway documents it, which holds for every connection.
			Resource.map(resource => resource.replace(/@connections\/\*$/, '@connections/{connectionId}'))
				.filter(resource => {
					const {decision} = evaluateApart(
						{principal, action, resource, context},
						{policies: [{name: 'removed', document}], boundary: null},
					);
					return decision.answer === 'not-allowed';
				})
				.map(resource => `${action} on ${resource}`),
		);
	});
}
