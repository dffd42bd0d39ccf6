import {describe, expect, it} from 'vitest';
import type {Reads} from '../../source/account/account.ts';
import {memoise} from '../../source/account/memoise.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {checkAccount} from '../../source/fleet/check-account.ts';
import {createPacer} from '../../source/fleet/pacer.ts';
import type {FleetResult} from '../../source/fleet/result.ts';
import {createSharedAnswers} from '../../source/fleet/shared-answers.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {bodyText, type HttpRequest, header} from '../../source/practice/wire/http.ts';
import {type FaultPlan, withWireFaults} from '../../source/practice/wire-faults.ts';
import {createVirtualClock} from './virtual-clock.ts';

/** The requests of `check --all --recent`, and what it finds; `faults`: calls that AWS refuses. */
async function recentRun(
	id: string,
	faults: FaultPlan = () => null,
	onResult: (result: FleetResult) => void = () => {},
) {
	const clock = createVirtualClock();
	const scenario = scenarios[id];

	if (!scenario) {
		throw new TypeError(`No scenario ${id}.`);
	}

	const practice = createPracticeAccount(scenario, clock);
	const {region, accountId, partition} = practice.state;
	const requests: string[] = [];
	const handler = withWireFaults(practice.requestHandler, faults);
	const pacer = createPacer(region, clock);
	const answers = createSharedAnswers(new Map(), () => {});
	const {reads} = createAccount({
		region,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		clock,
		traffic: {...pacer, ask: answers.ask},
		requestHandler: {
			...handler,
			async handle(request: HttpRequest) {
				requests.push(`${header(request, 'x-amz-target') ?? ''} ${bodyText(request.body)}`);
				return handler.handle(request);
			},
		},
	});
	const {results} = await checkAccount(
		{
			identity: {accountId, region, partition, arn: `arn:aws:iam::${accountId}:user/ana`},
			clock,
			reads: () => memoise(reads),
			remember() {},
			forget: answers.forget,
		},
		{before: null, recent: true, judgedBy: '', write() {}, onResult, onProgress() {}},
	);

	return {results, requests};
}

describe('the newest executions of an account', () => {
	it('are read once, also where one started another and both are checked', async () => {
		const {requests, results} = await recentRun('nested-denied');

		expect(results.filter(({verdict}) => verdict === 'problem').length).toBeGreaterThan(1);
		expect(requests.filter((each, index) => requests.indexOf(each) !== index)).toEqual([]);
	});

	it('are asked for six times where AWS refuses each call for its rate, and are then unknown', async () => {
		const {requests, results} = await recentRun('healthy', ({operation}) =>
			operation === 'states:ListExecutions' ? 'throttled' : null,
		);
		const asked = requests.filter(request => request.includes('ListExecutions'));
		const times = asked.map(request => asked.filter(other => other === request).length);

		expect(new Set(times)).toEqual(new Set([6]));
		expect(new Set(results.map(({verdict}) => verdict))).toEqual(new Set(['no-verdict']));
	});

	it('are not asked for any more once the credentials have expired: the run ends, and can be continued', async () => {
		const seen: FleetResult[] = [];
		const run = recentRun(
			'healthy',
			({index}) => (index < 40 ? null : 'expired-token'),
			result => seen.push(result),
		);

		await expect(run).rejects.toMatchObject({kind: 'expired-credentials'});
		expect(seen.flatMap(({checks}) => checks).filter(({answer}) => /expired/.test(answer))).toEqual(
			[],
		);
	});

	it('are those of the state machines that were listed: that there are more is said', async () => {
		const clock = createVirtualClock();
		const listStateMachines = async () => ({items: [], complete: false});
		const checked = await checkAccount(
			{
				identity: {accountId: '123456789012', region: 'eu-west-1', partition: 'aws', arn: ''},
				clock,
				reads: () => ({listStateMachines}) as unknown as Reads,
				remember() {},
				forget() {},
			},
			{before: null, recent: true, judgedBy: '', write() {}, onResult() {}, onProgress() {}},
		);

		expect(checked).toEqual({
			results: [],
			unlisted:
				'Only the first 0 state machines were listed and checked: check the others by name.',
		});
	});
});
