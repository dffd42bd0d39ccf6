import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {CreateLogGroupCommand, PutResourcePolicyCommand} from '@aws-sdk/client-cloudwatch-logs';
import {CreateStateMachineCommand} from '@aws-sdk/client-sfn';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Moto, motoIsInstalled, startMoto} from '../support/moto.ts';
import {type Run, runProgram} from '../support/run-program.ts';
import {
	accountId,
	type Clients,
	clientsOf,
	failure,
	region,
	reset,
	roleName,
	type SlowWire,
	setUp,
	slowWire,
	snapshot,
} from './moto-account.ts';

/** More of them by hand: SAFETY_ROUNDS=100 npx vitest run test/safety/together.test.ts */
const rounds = Number(process.env.SAFETY_ROUNDS ?? 2);

describe.skipIf(!motoIsInstalled())('several at once on one machine', () => {
	let moto: Moto | null;
	let wire: SlowWire;
	let clients: Clients;
	let before: Record<string, string>;
	let withDelivery: Record<string, string>;

	beforeAll(async () => {
		moto = await startMoto();
		clients = clientsOf(moto?.url ?? '');
		wire = await slowWire(moto?.url ?? '', () => 2 + 10 * Math.random());
		await setUp(clients);

		for (let number = 1; number <= 4; number += 1) {
			await clients.logs.send(new CreateLogGroupCommand({logGroupName: `/wf/orders-${number}`}));
			await clients.sfn.send(
				new CreateStateMachineCommand({
					name: `orders-${number}`,
					roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
					definition: sendsTo(number),
				}),
			);
		}

		// The role has all that log delivery needs, so that only the resource policy is left to fight for.
		before = await snapshot(clients);
		await run(kinds['resource policy'].args(1), await mkdtemp(path.join(tmpdir(), 'sfn-fix-')));
		const granted = await snapshot(clients);
		withDelivery = {...granted, 'policy delivery': before['policy delivery'] ?? ''};
		await reset(clients, before);
	}, 120_000);

	const sendsTo = (queue: number): string =>
		JSON.stringify({
			StartAt: 'Send',
			States: {
				Send: {
					Type: 'Task',
					Resource: 'arn:aws:states:::sqs:sendMessage',
					Parameters: {
						QueueUrl: `https://sqs.${region}.amazonaws.com/${accountId}/q${queue}`,
						MessageBody: 'x',
					},
					End: true,
				},
			},
		});

	afterAll(async () => {
		await wire?.close();
		await moto?.stop();
	});

	const run = (args: string[], state: string): Promise<Run> =>
		runProgram(args, {
			env: {
				AWS_ENDPOINT_URL: wire.url,
				AWS_ACCESS_KEY_ID: 'test',
				AWS_SECRET_ACCESS_KEY: 'test',
				AWS_REGION: region,
				SFN_FIX_STATE_DIR: state,
			},
		});

	type Applied = {outcome: string; change: {kind: string; after: string}};

	/** What each run says it wrote, with the text. */
	function appliedIn({stdout}: Run): Applied[] {
		const report = JSON.parse(stdout);
		return report.applied.map(({changeId, outcome}: {changeId: string; outcome: string}) => ({
			outcome,
			change: report.changes.find(({id}: {id: string}) => id === changeId),
		}));
	}

	const kinds = {
		'resource policy': {
			args: (number: number) => [
				...['fix', `orders-${number}`, '--log-group', `/wf/orders-${number}`],
				...['--error', failure, '--yes', '--json'],
			],
			given: () => withDelivery,
			kind: 'account-log-resource-policy',
			mark: (number: number) => `log-group:/wf/orders-${number}:`,
			textOf: (texts: Record<string, string>) => texts['policy delivery'] ?? '',
		},
		role: {
			args: (number: number) => ['fix', `orders-${number}`, '--yes', '--json'],
			given: () => before,
			kind: 'role-inline-policy',
			mark: (number: number) => `:q${number}`,
			textOf: (texts: Record<string, string>) => texts['inline sfn-fix-permissions'] ?? '',
		},
	};

	for (const [what, {args, given, kind, mark, textOf}] of Object.entries(kinds)) {
		for (const count of [2, 4]) {
			it(
				`${count} on one ${what}, ${rounds} rounds: no update is lost`,
				async () => {
					const broken: string[] = [];
					const told = {applied: 0, moved: 0, other: 0};

					for (let round = 0; round < rounds; round += 1) {
						await reset(clients, given());
						const state = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
						const numbers = Array.from({length: count}, (_, index) => index + 1);
						const runs = await Promise.all(numbers.map(number => run(args(number), state)));
						const text = textOf(await snapshot(clients));

						for (const [index, one] of runs.entries()) {
							const outcome = appliedIn(one).find(({change}) => change.kind === kind)?.outcome;
							const isThere = text.includes(mark(index + 1));

							if (outcome === 'applied') {
								told.applied += 1;
							} else if (outcome === 'moved') {
								told.moved += 1;
							} else {
								told.other += 1;
							}

							if ((outcome === 'applied') !== isThere) {
								broken.push(`round ${round}, ${index + 1}: ${outcome}, and there: ${isThere}`);
							}
						}

						await reset(clients, before);
					}

					console.info(
						`${count} on one ${what}: ${rounds} rounds, ${JSON.stringify(told)}, ${broken.length} failures`,
					);
					expect(broken).toEqual([]);
					expect(told.applied).toBeGreaterThanOrEqual(rounds);
				},
				60_000 + rounds * 60_000,
			);
		}
	}

	it('somebody else who writes between the plan and the write is not overwritten', async () => {
		await reset(clients, withDelivery);
		const state = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
		const theirs = (before['policy delivery'] ?? '').replace('/wf/payments', '/wf/theirs');
		let looks = 0;
		wire.onRequest = async operation => {
			looks += operation === 'DescribeResourcePolicies' ? 1 : 0;

			// The checks look at the account's policies and at the log group's; the next look is about to write.
			if (looks === 3) {
				wire.onRequest = async () => {};
				await clients.logs.send(
					new PutResourcePolicyCommand({policyName: 'delivery', policyDocument: theirs}),
				);
			}
		};
		const one = await run(kinds['resource policy'].args(1), state);
		wire.onRequest = async () => {};

		expect(one.status).toBe(4);
		expect((await snapshot(clients))['policy delivery']).toBe(theirs);
	}, 60_000);
});
