import {describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

type Expected = {
	/** The links of the chain, the root last. */
	chain: string[];
	flow: string | null;
	remedies: string[];
	verdict: string;
	status: number;
	/** Of the state machine whose role or definition is at fault, where it is not the one asked about. */
	machine?: string;
};

const denied = {
	flow: 'action-denied',
	remedies: ['grant-refused-action'],
	verdict: 'problem',
	status: 1,
};
const stuck = {flow: 'execution-stuck', remedies: [], verdict: 'problem', status: 1};
const open = {flow: null, remedies: [], verdict: 'no-verdict', status: 3};

const expected: Record<string, Expected> = {
	'caught-failure': {...denied, chain: ['execution', 'state Order failed', 'caught Charge']},
	'survived-error-in-input': {
		chain: ['execution', 'state Notify customer'],
		flow: 'data-path-error',
		remedies: ['correct-path'],
		verdict: 'problem',
		status: 1,
	},
	'stuck-callback': {...stuck, chain: ['execution', 'state Wait for approval']},
	'stuck-activity': {...stuck, chain: ['execution', 'state Inspect by hand']},
	'stuck-job': {...stuck, chain: ['execution', 'state Render report']},
	'recent-unexplained-failure': {...open, chain: ['execution', 'state Inventory differs']},
	'missing-execution': {...open, chain: []},
	'execution-aborted': {...open, chain: ['execution', 'state Wait for approval']},
	'distributed-map-denied': {
		...denied,
		remedies: ['grant-refused-action', 'grant-map-run-redrive'],
		chain: ['execution', 'map-run Price articles', 'item', 'state Look up duty'],
	},
	'nested-denied': {
		...denied,
		chain: [
			'execution',
			'state Start order-billing',
			'child-execution',
			'state Start card-charge',
			'child-execution',
			'state Record charge',
		],
		machine: 'card-charge',
	},
	'item-reader-denied': {...denied, chain: ['execution', 'map-run Import articles']},
	'result-writer-denied': {...denied, chain: ['execution', 'map-run Import articles']},
	'redriven-and-failed-again': {...denied, chain: ['execution', 'state File return']},
	'runs-on-after-fix': {...denied, chain: ['execution', 'state Prepare contract']},
	'failure-fixed-since': {
		chain: ['execution', 'state Print label'],
		flow: 'action-denied',
		remedies: [],
		verdict: 'healthy',
		status: 0,
	},
};

type Link = {kind: string; state: string | null};

async function check(id: string, target: string) {
	const run = await runProgram(['check', target, '--practice', id, '--json']);
	return {status: run.status, json: JSON.parse(run.stdout)};
}

const targetOf = (id: string) => scenarios[id]?.executionArn ?? scenarios[id]?.target ?? '';

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

describe.each(Object.entries(expected))('the practice scenario %s', (id, wanted) => {
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

it('a failure that a Catch swallowed is named, although the execution succeeded', async () => {
	const {json} = await check('swallowed-failure', targetOf('swallowed-failure'));
	expect(json.checks).toContainEqual(
		expect.objectContaining({
			id: 'survived-failures',
			outcome: 'warning',
			answer: expect.stringContaining('Track sending'),
		}),
	);
});

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

/** In these what failed is allowed by now: it is shown, and the checks decide. */
const putRight = ['failure-fixed-since'];

it('no scenario is called healthy beside an execution that failed or hangs and is not explained', async () => {
	const healthy: string[] = [];

	for (const [id, {target, executionArn}] of Object.entries(scenarios)) {
		for (const asked of [target, executionArn]) {
			const found = asked === null ? null : await check(id, asked);

			if (found?.json.failure && found.status === 0 && !putRight.includes(id)) {
				healthy.push(`${id} ${asked}`);
			}
		}
	}

	expect(healthy).toEqual([]);
}, 240_000);

describe('a pasted failure that no check explains', () => {
	it.each([
		['check', 'order-fulfilment', 'healthy', 'TypeError: x is undefined'],
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
