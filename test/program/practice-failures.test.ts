import {describe, expect, it} from 'vitest';
import {pricingExecutionArn} from '../../source/practice/scenarios/build/express.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {failureRows, targetOf} from '../practice/failure-rows.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

type Link = {kind: string; state: string | null};

async function check(id: string, target: string) {
	const run = await runProgram(['check', target, '--practice', id, '--json']);
	return {status: run.status, json: JSON.parse(run.stdout)};
}

const fixed: Record<string, string> = {
	'caught-failure': 'Start order-payment again',
	'nested-denied': 'Redrive the execution',
	'distributed-map-denied': 'Redrive the execution',
	'item-reader-denied': 'Redrive the execution',
	'result-writer-denied': 'Redrive the execution',
	'redriven-and-failed-again': 'Redrive the execution',
	'survived-error-in-input': 'Start parcel-updates again',
};

describe.each(Object.entries(fixed))('the practice scenario %s', (id, retried) => {
	it('is fixed, and proved by repeating what failed', async () => {
		const run = await runProgram([
			'fix',
			targetOf(id),
			'--practice',
			id,
			'--yes',
			'--retry',
			'--json',
		]);
		const json = JSON.parse(run.stdout);
		expect([run.status, json.verdict, json.retried?.outcome]).toEqual([0, 'healthy', 'succeeded']);
		expect(json.retried.title).toContain(retried);
	});
});

describe.each(Object.entries(failureRows))('the practice scenario %s', (id, wanted) => {
	it('is followed down to its root, and judged by it', async () => {
		const {status, json} = await check(id, targetOf(id));
		const links: Link[] = json.failure?.chain ?? [];
		expect(schemaErrors('check', json)).toEqual([]);
		expect({
			chain: links.map(({kind, state}) => [kind, state].filter(Boolean).join(' ')),
			flow: json.flow,
			// What only a warning offers is the matter of the permissions' own tests.
			remedies: json.remedies
				.map((remedy: {id: string}) => remedy.id)
				.filter((remedy: string) => remedy !== 'grant-documented-permissions'),
			verdict: json.verdict,
			status,
		}).toEqual({
			chain: wanted.chain,
			flow: wanted.flow,
			remedies: wanted.remedies,
			verdict: wanted.verdict,
			status: wanted.status,
		});
		expect(json.subject.stateMachineArn.split(':').at(-1)).toBe(
			wanted.machine ?? scenarios[id]?.target,
		);
	});
});

describe('a repeated execution that is still running when the bound of waiting is reached', () => {
	const flags = [targetOf('runs-on-after-fix'), '--practice', 'runs-on-after-fix'];

	it('is neither a success nor a failure in JSON', async () => {
		const run = await runProgram(['fix', ...flags, '--yes', '--retry', '--json']);
		const json = JSON.parse(run.stdout);
		expect(schemaErrors('check', json)).toEqual([]);
		expect([run.status, json.verdict, json.retried]).toEqual([
			3,
			'no-verdict',
			{
				title: expect.stringContaining('Redrive the execution'),
				outcome: 'still-running',
				message: expect.stringContaining('has passed the state Prepare contract'),
				executionArn: targetOf('runs-on-after-fix'),
			},
		]);
	});

	it('is never called fixed and verified in text', async () => {
		const {status, stdout} = await runProgram(['fix', ...flags, '--yes', '--retry']);
		const words = stdout.replaceAll(/\s+/g, ' ');
		expect(status).toBe(3);
		expect(words).toContain('Applied, but not verified: the execution is still running.');
		expect(words).not.toMatch(/Fixed and verified|The execution succeeded|: done\./);
	});
});

it.each([targetOf('swallowed-failure'), scenarios['swallowed-failure']?.target ?? ''])(
	'a failure that a Catch swallowed is named, although the execution %s succeeded',
	async target => {
		const {json} = await check('swallowed-failure', target);
		expect(json.checks).toContainEqual(
			expect.objectContaining({
				id: 'survived-failures',
				outcome: 'warning',
				answer: expect.stringContaining('Track sending'),
			}),
		);
	},
);

it('no task token is printed', async () => {
	const {stdout} = await runProgram([
		'check',
		targetOf('stuck-callback'),
		'--practice',
		'stuck-callback',
		'--json',
	]);
	expect(stdout).not.toMatch(/taskToken"?: ?"/);
});

describe('a Map Run as the target', () => {
	const mapRunArnOf = async (id: string): Promise<string> => {
		const {json} = await check(id, targetOf(id));
		const [, arn = ''] = /(arn:aws:states:[^" ]+:mapRun:[^" ]+)/.exec(JSON.stringify(json)) ?? [];
		return arn;
	};

	it('is followed into the item that failed first, with its counts and groups', async () => {
		const {status, json} = await check(
			'distributed-map-denied',
			await mapRunArnOf('distributed-map-denied'),
		);
		expect(schemaErrors('check', json)).toEqual([]);
		expect([status, json.verdict, json.flow]).toEqual([1, 'problem', 'action-denied']);
		expect(json.failure.mapRuns).toMatchObject([
			{
				status: 'FAILED',
				items: {failed: 5, total: 90},
				sampled: 5,
				groups: [{count: 5, root: {state: 'Look up duty'}}],
			},
		]);
	});

	it('is followed also where its execution tolerates that items failed', async () => {
		const {status, json} = await check(
			'tolerated-item-failures',
			await mapRunArnOf('tolerated-item-failures'),
		);
		expect(schemaErrors('check', json)).toEqual([]);
		expect([status, json.verdict]).toEqual([3, 'no-verdict']);
		expect(json.failure.chain.map(({kind}: Link) => kind)).toEqual([
			'execution',
			'map-run',
			'item',
			'state',
		]);
		expect(json.failure.chain.at(-1)).toMatchObject({
			state: 'Ask supplier',
			error: 'SupplierUnavailable',
		});
	});

	it('that does not exist is said first', async () => {
		const arn = `${await mapRunArnOf('distributed-map-denied')}0`;
		const {json} = await check('distributed-map-denied', arn);
		expect(json.execution).toEqual({
			arn,
			exists: false,
			status: null,
			message: `The Map Run ${arn} does not exist.`,
		});
	});
});

it('items that failed and were tolerated are a warning with counts, also by name', async () => {
	const {status, json} = await check('tolerated-item-failures', 'supplier-stock');
	expect([status, json.verdict]).toEqual([0, 'healthy']);
	expect(json.checks).toContainEqual(
		expect.objectContaining({
			id: 'tolerated-failures',
			outcome: 'warning',
			answer: expect.stringContaining('3 of 30 items of Sync articles failed'),
		}),
	);
});

it('who stopped an execution is asked of CloudTrail', async () => {
	const {json} = await check('execution-aborted', targetOf('execution-aborted'));
	expect(json.checks).toContainEqual(
		expect.objectContaining({
			id: 'execution-stopped',
			outcome: 'unknown',
			answer: expect.stringContaining('with the reason Duplicate of f-17'),
			findOut: [
				expect.stringMatching(
					/^aws cloudtrail lookup-events --lookup-attributes '?AttributeKey=EventName,AttributeValue=StopExecution'? --start-time \S+Z --end-time \S+Z --region eu-west-1$/,
				),
			],
		}),
	);
});

it('no state is said to have failed where the limit of the state machine ended it', async () => {
	const {json} = await check('execution-timed-out', targetOf('execution-timed-out'));
	const answers: Array<[string, string]> = json.checks.map(
		({id, answer}: {id: string; answer: string}) => [id, answer],
	);
	expect(new Map(answers).get('failing-state')).toContain(
		'was still running when TimeoutSeconds of the state machine ended the whole execution',
	);
	expect(new Map(answers).get('timeout-used')).toContain(
		'The execution reached TimeoutSeconds of the state machine, 300 s',
	);
	expect(new Map(answers).has('error-handling')).toBe(false);
});

it('an execution that does not exist is said in JSON', async () => {
	const arn = targetOf('missing-execution');
	const {status, json} = await check('missing-execution', arn);
	expect([status, json.execution]).toEqual([
		3,
		{arn, exists: false, status: null, message: `The execution ${arn} does not exist.`},
	]);
});

describe('an Express execution as the target', () => {
	const arn = pricingExecutionArn('checkout-20417');

	it('that failed is read from its log events, and is not healthy', async () => {
		const {status, json} = await check('express-failed', arn);
		expect(schemaErrors('check', json)).toEqual([]);
		expect([status, json.verdict]).toEqual([3, 'no-verdict']);
		expect(json.failure).toMatchObject({
			status: 'FAILED',
			chain: [
				{kind: 'execution'},
				{kind: 'state', state: 'Prepare', error: 'PriceListUnavailable'},
			],
		});
	});

	it('without log events is not known, and so not healthy', async () => {
		const {status, json} = await check('express-failed', `${arn}0`);
		expect([status, json.verdict, json.execution.exists]).toEqual([3, 'no-verdict', null]);
	});

	it('is found by the name of its state machine too', async () => {
		const run = await runProgram([
			'check',
			'basket-pricing',
			'--practice',
			'express-failed',
			'--json',
		]);
		expect(JSON.parse(run.stdout).failure?.status ?? null).toBe('FAILED');
		expect(run.status).toBe(3);
	});
});

describe('a pasted failure that no check explains', () => {
	it.each([
		['check', 'order-fulfillment', 'healthy', 'TypeError: x is undefined'],
		['check', 'voucher-import', 'missing-execution', '{"Error":"InventoryMismatch","Cause":"Ask"}'],
		['fix', 'voucher-import', 'missing-execution', 'Error: PaymentGatewayDown Cause: 502'],
	])('%s %s is not healthy', async (command, target, practice, error) => {
		const flags = command === 'fix' ? ['--yes'] : [];
		const {status, stdout} = await runProgram([
			command,
			target,
			'--practice',
			practice,
			'--error',
			error,
			'--json',
			...flags,
		]);

		expect(JSON.parse(stdout).verdict).toBe('no-verdict');
		expect(status).toBe(3);
	});
});
