import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {bySeverity, type FleetResult, worstVerdict} from '../../source/fleet/result.ts';
import {type Progress, runFleet} from '../../source/fleet/run-fleet.ts';
import {createSharedAnswers} from '../../source/fleet/shared-answers.ts';
import {headLine, parseState, printLine} from '../../source/fleet/state.ts';

const resultOf = (arn: string, verdict: FleetResult['verdict'] = 'healthy'): FleetResult => ({
	stateMachineArn: arn,
	name: arn,
	verdict,
	executions: 'not-read',
	checks: [],
});

const quiet = {onResult() {}, onProgress() {}, now: () => 0, done: new Map<string, FleetResult>()};

async function* pages(...all: string[][]): AsyncIterable<string[]> {
	yield* all;
}

describe('a run over many state machines', () => {
	it('examines each once, whatever the pages, and keeps what was done before', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(fc.string({minLength: 1}), {maxLength: 120}),
				fc.nat(9),
				fc.nat(120),
				async (arns, size, before) => {
					const examined: string[] = [];
					const done = new Map(arns.slice(0, before).map(arn => [arn, resultOf(arn)]));
					const chunks = arns.flatMap((_arn, index) =>
						index % (size + 1) === 0 ? [arns.slice(index, index + size + 1)] : [],
					);
					let last: Progress | null = null;
					const results = await runFleet({
						...quiet,
						done,
						list: () => pages(...chunks),
						async examine(arn) {
							examined.push(arn);
							await Promise.resolve();
							return resultOf(arn);
						},
						onProgress(progress) {
							last = progress;
						},
					});

					expect(examined.sort()).toEqual(arns.slice(before).sort());
					expect(results.map(({stateMachineArn}) => stateMachineArn).sort()).toEqual(arns.sort());
					expect(last).toMatchObject({found: arns.length, done: arns.length, listed: true});
				},
			),
			{numRuns: 50},
		);
	});

	it('ends with the fault, and starts nothing more', async () => {
		let started = 0;
		const run = runFleet({
			...quiet,
			list: () => pages(Array.from({length: 500}, (_arn, index) => String(index))),
			async examine(arn) {
				started += 1;
				await new Promise(resolve => setImmediate(resolve));
				throw new Error(arn);
			},
		});

		await expect(run).rejects.toThrow('0');
		expect(started).toBeLessThanOrEqual(40);
	});

	it('ends early where it is told to, with what is under way', async () => {
		const stop = new AbortController();
		const results = await runFleet({
			...quiet,
			signal: stop.signal,
			list: () => pages(Array.from({length: 500}, (_arn, index) => String(index))),
			async examine(arn) {
				await new Promise(resolve => setImmediate(resolve));
				stop.abort();
				return resultOf(arn);
			},
		});

		expect(results.length).toBeGreaterThan(0);
		expect(results.length).toBeLessThanOrEqual(80);
	});

	it('puts the worst first', () => {
		const results = [
			resultOf('b'),
			{
				...resultOf('a'),
				checks: [
					{
						...{id: 'x', title: 'x', answer: '', details: [], findOut: []},
						...({outcome: 'warning', evidence: 'read'} as const),
					},
				],
			},
			resultOf('d', 'no-verdict'),
			resultOf('c', 'problem'),
		];

		expect(bySeverity([results]).map(({name}) => name)).toEqual(['c', 'd', 'a', 'b']);
		expect(worstVerdict(results)).toBe('problem');
		expect(worstVerdict([])).toBe('healthy');
	});
});

describe('answers that many state machines want', () => {
	const role = (name: string) => ['iam:GetRole', {RoleName: name}] as const;

	it('are asked for once, and remembered by the next run', async () => {
		const written = new Map<string, unknown>();
		const answers = createSharedAnswers(new Map(), (key, answer) => written.set(key, answer));
		let asked = 0;
		const ask = async () => {
			asked += 1;
			return {Role: {CreateDate: new Date(7)}};
		};

		await Promise.all([1, 2, 3].map(() => answers.ask(...role('r'), ask)));
		await answers.ask(...role('other'), ask);
		expect(asked).toBe(2);

		const text = [
			printLine(
				headLine({startedAt: 1, accountId: '123456789012', region: 'eu-west-1', judgedBy: 'it'}),
			),
			...[...written].map(([key, answer]) => printLine({key, answer})),
			printLine({done: resultOf('arn')}),
			'{"key":"iam:GetRole [[\\"RoleName\\",\\"cut',
		].join('');
		const state = parseState(text, 'it');
		const next = createSharedAnswers(state?.answers ?? new Map(), () => {});

		expect(await next.ask(...role('r'), ask)).toEqual({Role: {CreateDate: new Date(7)}});
		expect(asked).toBe(2);
		expect([...(state?.done.keys() ?? [])]).toEqual(['arn']);
	});

	it('what is denied or missing is asked once in a run, and again in the next', async () => {
		const written: string[] = [];
		const answers = createSharedAnswers(new Map(), key => written.push(key));
		let asked = 0;

		for (const name of ['AccessDeniedException', 'NoSuchEntity', 'NoSuchEntity']) {
			await expect(
				answers.ask(...role(name), () => {
					asked += 1;
					return Promise.reject(Object.assign(new Error('no'), {name}));
				}),
			).rejects.toThrow('no');
		}

		expect([asked, written]).toEqual([2, []]);
	});

	it('results that other options or another version judged are judged again, from the same answers', () => {
		const head = (judgedBy: string) =>
			printLine(headLine({startedAt: 1, accountId: '123456789012', region: 'eu-west-1', judgedBy}));
		const text = [
			head('1'),
			printLine({key: 'k', answer: 1}),
			printLine({done: resultOf('a')}),
			'{"done":{"cut',
			`\n${head('1 --recent')}`,
			printLine({done: resultOf('b')}),
		].join('');
		const done = (judgedBy: string) => [...(parseState(text, judgedBy)?.done.keys() ?? [])];

		expect([done('1'), done('1 --recent'), done('2')]).toEqual([['a'], ['b'], []]);
		expect(parseState(text, '2')?.answers.size).toBe(1);
	});

	it('a failure of another kind is asked for again', async () => {
		const answers = createSharedAnswers(new Map(), () => {});
		await expect(
			answers.ask(...role('r'), () => Promise.reject(new Error('no'))),
		).rejects.toThrow();
		expect(await answers.ask(...role('r'), async () => 'yes')).toBe('yes');
	});

	it('what one state machine alone wants is forgotten with it', async () => {
		const answers = createSharedAnswers(new Map(), () => {});
		let asked = 0;
		const describe = () =>
			answers.ask('states:DescribeStateMachine', {stateMachineArn: 'a'}, async () => {
				asked += 1;
			});

		await describe();
		await describe();
		answers.forget('a');
		await describe();
		expect(asked).toBe(2);
	});

	it('a line that is damaged is asked for again, whatever it says', () => {
		const [head = '', answer = '', done = ''] = [
			headLine({startedAt: 1, accountId: '123456789012', region: 'eu-west-1', judgedBy: '1'}),
			{key: 'k', answer: {allowed: false}},
			{done: resultOf('a', 'problem')},
		].map(printLine);
		const read = (...lines: string[]) => {
			const state = parseState(lines.join(''), '1');
			return state && [state.answers.size, state.done.size];
		};

		expect(read(head, answer, done)).toEqual([1, 1]);
		expect(read(head, answer.replace('false', 'true '), done)).toEqual([0, 1]);
		expect(read(head, answer, done.replace('problem', 'healthy'))).toEqual([1, 0]);
		expect(read(head, answer.slice(0, 30), done)).toEqual([0, 0]);
		expect(read(head.replace('eu-west-1', 'eu-west-2'), answer, done)).toBeNull();
	});

	it('a file that is no state is not read', () => {
		for (const text of ['', '{}', 'x', '{"fleet":2}', '[]\n{"done":{}}']) {
			expect(parseState(text, 'it')).toBeNull();
		}
	});
});
