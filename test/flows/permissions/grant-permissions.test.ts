import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {grantPermissions} from '../../../flows/permissions/grant-permissions.ts';
import type {RolePolicy} from '../../../source/account/iam.ts';
import type {Statement} from '../../../source/policy/document.ts';
import {
	iamPolicyCharacters,
	managedPolicyMaxCharacters,
	roleInlinePoliciesMaxCharacters,
} from '../../../source/policy/measure.ts';
import {parsePolicy} from '../../../source/policy/parse.ts';
import {anInlinePolicy, aPolicy, aRole} from '../../support/samples.ts';

const queue = (name: string) => `arn:aws:sqs:eu-west-1:123456789012:${name}`;

const sending = (...queues: string[]): Statement => ({
	Effect: 'Allow',
	Action: ['sqs:SendMessage'],
	Resource: queues.map(queue),
});

const changes = (rolePolicies: RolePolicy[], statements: Statement[]) =>
	grantPermissions(
		{role: aRole(), rolePolicies},
		{id: 'grant', title: 'Grant', neededFor: 'a test', statements},
	).changes;

const filling = (characters: number): RolePolicy =>
	anInlinePolicy('filler', {
		Effect: 'Allow',
		Action: 's3:GetObject',
		Resource: 'x'.repeat(characters),
	});

describe('where there is room', () => {
	test('one inline policy of its own', () => {
		expect(changes([], [sending('orders')])).toMatchObject([
			{kind: 'role-inline-policy', policyName: 'sfn-fix-permissions', before: null},
		]);
	});

	test('what sfn-fix added before stays, exactly', () => {
		const before = aPolicy({Sid: 'Mine', Effect: 'Allow', Action: 'sns:Publish', Resource: '*'});
		const own: RolePolicy = {
			kind: 'inline',
			name: 'sfn-fix-permissions',
			arn: null,
			document: before,
		};
		const [change] = changes([own], [sending('orders')]);

		expect(change).toMatchObject({kind: 'role-inline-policy', before});
		expect(parsePolicy(change?.after ?? '').Statement).toEqual([
			...parsePolicy(before).Statement,
			sending('orders'),
		]);
	});
});

describe('where the inline policies are full', () => {
	test('a managed policy that the role has not yet', () => {
		const taken: RolePolicy = {
			kind: 'customer-managed',
			name: 'sfn-fix-permissions-orders-role',
			arn: 'arn:aws:iam::123456789012:policy/sfn-fix-permissions-orders-role',
			document: aPolicy(),
		};
		const [change] = changes([filling(10_100), taken], [sending('orders')]);

		expect(change).toMatchObject({
			kind: 'role-managed-policy',
			policyName: 'sfn-fix-permissions-orders-role-2',
			policyArn: 'arn:aws:iam::123456789012:policy/sfn-fix-permissions-orders-role-2',
			before: null,
		});
	});

	test('sfn-fix’s own policy is not overfilled either', () => {
		const own: RolePolicy = {...filling(10_100), name: 'sfn-fix-permissions'};
		expect(changes([own], [sending('orders')])).toMatchObject([{kind: 'role-managed-policy'}]);
	});
});

const names = fc.array(fc.stringMatching(/^[a-z]{1,80}$/), {minLength: 1, maxLength: 120});

test('whatever is asked for is granted, no more, and within AWS’s limits', () => {
	fc.assert(
		fc.property(names, fc.nat(10_000), (queues, filled) => {
			const made = changes([filling(filled)], [sending(...new Set(queues))]);
			const granted = made.flatMap(({after}) => parsePolicy(after ?? '').Statement);
			const sizes = made.map(({kind, after}) => ({
				kind,
				size: iamPolicyCharacters(after ?? ''),
			}));

			expect(granted.flatMap(({Resource = []}) => Resource).toSorted()).toEqual(
				[...new Set(queues)].map(queue).toSorted(),
			);
			expect(new Set(granted.flatMap(({Action = []}) => Action))).toEqual(
				new Set(['sqs:SendMessage']),
			);

			for (const {kind, size} of sizes) {
				expect(size).toBeLessThanOrEqual(
					kind === 'role-managed-policy'
						? managedPolicyMaxCharacters
						: roleInlinePoliciesMaxCharacters - iamPolicyCharacters(filling(filled).document),
				);
			}
		}),
	);
});
