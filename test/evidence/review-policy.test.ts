import {expect, test, vi} from 'vitest';
import type {PolicyFinding, ReviewedPolicy} from '../../source/account/policy-review.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {reviewPolicy} from '../../source/evidence/review-policy.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {everySample, samples} from '../changes/sample-changes.ts';
import {createFakeClock} from '../practice/fake-clock.ts';

const inline = samples['role-inline-policy'];
const finding = (type: PolicyFinding['type'], code: string): PolicyFinding => ({
	type,
	code,
	details: 'So it is.',
});

test('errors and warnings are told, suggestions are not', async () => {
	const review = await reviewPolicy(inline, {
		validatePolicy: async () => [
			finding('ERROR', 'INVALID_ACTION'),
			finding('SECURITY_WARNING', 'PASS_ROLE_WITH_STAR_IN_RESOURCE'),
			finding('SUGGESTION', 'REDUNDANT_ACTION'),
		],
	});
	expect(review).toEqual({
		findings: [
			'Access Analyzer: error INVALID_ACTION. So it is.',
			'Access Analyzer: security warning PASS_ROLE_WITH_STAR_IN_RESOURCE. So it is.',
		],
		unavailable: null,
	});
});

test('every kind of policy is asked about as what it is, and nothing else is', async () => {
	const asked: Array<[string, ReviewedPolicy['of']]> = [];

	for (const change of everySample) {
		await reviewPolicy(change, {
			async validatePolicy({of}) {
				asked.push([change.kind, of]);
				return [];
			},
		});
	}

	expect(Object.fromEntries(asked)).toEqual({
		'role-inline-policy': 'identity',
		'role-managed-policy': 'identity',
		'role-trust-policy': 'trust',
		'account-log-resource-policy': 'resource',
		'log-group-resource-policy': 'resource',
	});
});

test('the question waits three seconds for it, and no longer', async () => {
	vi.useFakeTimers();

	try {
		const review = reviewPolicy(inline, {validatePolicy: () => new Promise(() => {})});
		await vi.advanceTimersByTimeAsync(3000);
		expect((await review)?.unavailable).toBe('AWS did not answer within 3 s.');
	} finally {
		vi.useRealTimers();
	}
});

test('at the wire', async () => {
	const practice = createPracticeAccount(scenarios.healthy as Scenario, createFakeClock());
	const {reads} = createAccount({
		region: 'eu-west-1',
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		requestHandler: practice.requestHandler,
	});
	const passing = (resource: string) =>
		JSON.stringify({Statement: [{Effect: 'Allow', Action: 'iam:PassRole', Resource: resource}]});

	expect(await reads.validatePolicy({document: passing('*'), of: 'identity'})).toMatchObject([
		{type: 'SECURITY_WARNING', code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE'},
	]);
	expect(await reads.validatePolicy({document: passing('arn:x'), of: 'identity'})).toEqual([]);
});
