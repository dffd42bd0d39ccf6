import {expect, test} from 'vitest';
import {askedOfDeny} from '../../flows/common/asked-of-deny.ts';
import {flows} from '../../flows/index.ts';
import {check} from '../../flows/permissions/policy-type-of-deny.ts';
import {AccountError} from '../../source/account/account-error.ts';
import {understand} from '../../source/incident/understand.ts';
import type {Statement} from '../../source/policy/document.ts';
import {evaluateIdentityPolicies} from '../../source/policy/evaluate.ts';

const roleArn = 'arn:aws:iam::123456789012:role/orders-role';
const resource = 'arn:aws:lambda:eu-west-1:123456789012:function:pay';
const actions = ['lambda:InvokeFunction', 'lambda:GetFunction'];

const denying = (given: Partial<Statement>): Statement => ({
	Effect: 'Deny',
	Resource: ['*'],
	...given,
});

const isDenied = (statements: Statement[], action: string, principalArn: string): boolean =>
	evaluateIdentityPolicies(
		{
			principal: {kind: 'aws', arn: principalArn, accountId: '123456789012'},
			action,
			resource,
			context: {'aws:PrincipalArn': {known: [principalArn]}},
		},
		{policies: [{name: 'p', document: {Statement: statements}}], boundary: null},
	).answer === 'explicitly-denied';

const asked = (statement: Statement, policy: 'own' | 'shared'): Statement[] =>
	[askedOfDeny(statement, {actions, roleArn, policy})[1]?.json ?? []]
		.flat()
		.flatMap(json => JSON.parse(json));

const other = 'arn:aws:iam::123456789012:role/other';

test.each<[string, Statement, 'own' | 'shared']>([
	['its actions in a list', denying({Action: ['lambda:invokefunction', 's3:*']}), 'own'],
	['everything', denying({Action: ['*']}), 'own'],
	['all but some', denying({NotAction: ['s3:*']}), 'own'],
	['its actions in a list that others share', denying({Action: [...actions, 's3:*']}), 'shared'],
	['one action of a statement for all', denying({Action: ['lambda:InvokeFunction']}), 'shared'],
	['everything, for others too', denying({Action: ['*']}), 'shared'],
	['all but some, for others too', denying({NotAction: ['s3:*']}), 'shared'],
	[
		'a wildcard, with others exempted already',
		denying({
			Action: ['lambda:*'],
			Condition: {ArnNotLike: {'aws:PrincipalArn': [`${other}-exempt`]}},
		}),
		'shared',
	],
])(
	'what is asked in place of a Deny of %s denies no less to anybody else',
	(_, statement, policy) => {
		const statements = asked(statement, policy);

		for (const action of actions) {
			expect(isDenied(statements, action, roleArn), action).toBe(false);
		}

		const principals = policy === 'own' ? [] : [other];

		for (const action of [...actions, 's3:GetObject', 'sqs:SendMessage', 'lambda:DeleteFunction']) {
			for (const principal of principals) {
				expect(isDenied(statements, action, principal), `${principal} ${action}`).toBe(
					isDenied([statement], action, principal),
				);
			}
		}

		// What cannot be taken out of a wildcard exempts the role from the statement as a whole.
		for (const action of statement.Action?.includes('lambda:*') ? [] : ['s3:GetObject', 'sqs:X']) {
			expect(isDenied(statements, action, roleArn), action).toBe(
				isDenied([statement], action, roleArn),
			);
		}
	},
);

test('a statement that denies nothing else goes, and one of AWS is not edited', () => {
	const only = denying({Action: ['lambda:InvokeFunction']});
	expect(askedOfDeny(only, {actions, roleArn, policy: 'own'})).toHaveLength(1);
	expect(askedOfDeny(only, {actions, roleArn, policy: 'fixed'})).toHaveLength(1);
	expect(askedOfDeny(undefined, {actions, roleArn, policy: 'own'})).toEqual([]);
});

test.each([
	['with an explicit deny in a service control policy', 'does not name the policy'],
	[
		'with an explicit deny in a permissions boundary: arn:aws:iam::123456789012:policy/edge',
		'arn:aws:iam::123456789012:policy/edge',
	],
])('a policy that cannot be read: what to add to its Deny (%s)', async (how, said) => {
	const text = `User: arn:aws:sts::123456789012:assumed-role/elsewhere/session is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:123456789012:q ${how}`;
	const {facts} = understand(text, flows);
	const role = () => Promise.reject(new AccountError('access-denied', 'iam:GetRole', 'Denied.'));
	const subject = {facts, accountId: '123456789012', kind: 'not-created'};
	const answer = await check.run({subject, reads: {role}} as never);
	expect(answer?.requests?.[0]).toMatchObject({
		text: expect.stringContaining(said),
		deny: [
			{
				json: expect.stringContaining('"arn:aws:iam::123456789012:role/elsewhere"'),
			},
		],
	});
});
