import {expect, test} from 'vitest';
import {check as roleTrust} from '../../../flows/permissions/role-trust.ts';
import {answered, ask} from '../../support/ask.ts';
import {
	anAccount,
	aPolicy,
	aRole,
	aSubject,
	notCreatedYet,
	ordersArn,
} from '../../support/samples.ts';

const trusting = (...statements: object[]) =>
	anAccount({roles: [aRole({trustPolicy: aPolicy(...statements)})]});

const allow = (service: string, condition?: object) => ({
	Sid: 'Trust',
	Effect: 'Allow',
	Principal: {Service: service},
	Action: 'sts:AssumeRole',
	...(condition ? {Condition: condition} : {}),
});

const lambda = allow('lambda.amazonaws.com');

test.each(['states.amazonaws.com', 'states.eu-west-1.amazonaws.com'])(
	'%s may assume it',
	async service => {
		const {outcome, answer} = await ask(roleTrust, trusting(lambda, allow(service)));
		expect(outcome).toBe('ok');
		expect(answer).toContain(service);
		expect(answer).toContain('statement Trust');
	},
);

test.each(['lambda.amazonaws.com', 'states.us-east-1.amazonaws.com'])(
	'%s is another service',
	async service => {
		expect((await ask(roleTrust, trusting(allow(service)))).outcome).toBe('problem');
	},
);

test('conditions are judged against this state machine', async () => {
	const onAccount = (id: string) =>
		trusting(allow('states.amazonaws.com', {StringEquals: {'aws:SourceAccount': id}}));
	const onArn = (arn: string) =>
		trusting(allow('states.amazonaws.com', {ArnLike: {'aws:SourceArn': arn}}));

	expect((await ask(roleTrust, onAccount('123456789012'))).outcome).toBe('ok');
	expect((await ask(roleTrust, onAccount('111122223333'))).outcome).toBe('problem');
	expect((await ask(roleTrust, onArn(ordersArn))).outcome).toBe('ok');
	expect((await ask(roleTrust, onArn(`${ordersArn}-other`))).outcome).toBe('problem');
});

test('before the state machine exists, only its place is known', async () => {
	const anywhereHere = 'arn:aws:states:eu-west-1:123456789012:stateMachine:*';
	const onArn = (arn: string) =>
		trusting(allow('states.amazonaws.com', {ArnLike: {'aws:SourceArn': arn}}));

	expect((await ask(roleTrust, onArn(anywhereHere), notCreatedYet())).outcome).toBe('ok');

	const one = await ask(roleTrust, onArn(ordersArn), notCreatedYet());
	expect(one.outcome).toBe('unknown');
	expect(one.answer.toLowerCase()).toContain('aws:sourcearn');
});

test('the remedy keeps what is there and adds one guarded statement', async () => {
	const account = trusting(lambda);
	const {remedies} = await ask(roleTrust, account);
	const [change] = remedies?.[0]?.changes ?? [];

	expect(remedies?.map(({id}) => id)).toEqual(['allow-step-functions-trust']);
	expect(remedies?.[0]?.widens).not.toBeNull();
	expect(change).toMatchObject({
		kind: 'role-trust-policy',
		roleName: 'orders-role',
		before: account.roles?.[0]?.trustPolicy,
	});
	expect(JSON.parse(change?.after ?? '')).toEqual({
		Version: '2012-10-17',
		Statement: [
			lambda,
			{
				Effect: 'Allow',
				Principal: {Service: ['states.amazonaws.com']},
				Action: ['sts:AssumeRole'],
				Condition: {
					StringEquals: {'aws:SourceAccount': ['123456789012']},
					ArnLike: {
						'aws:SourceArn': ['arn:aws:states:eu-west-1:123456789012:stateMachine:*'],
					},
				},
			},
		],
	});
});

test('the trust policy that the remedy leaves lets Step Functions assume the role', async () => {
	const {remedies} = await ask(roleTrust, trusting(lambda));
	const after = remedies?.[0]?.changes[0]?.after ?? '';
	const mended = anAccount({roles: [aRole({trustPolicy: after})]});
	expect((await ask(roleTrust, mended)).outcome).toBe('ok');
});

test('an explicit deny brings a request and no remedy', async () => {
	const {outcome, answer, remedies, requests} = await ask(
		roleTrust,
		trusting(allow('states.amazonaws.com'), {
			Sid: 'NoServices',
			Effect: 'Deny',
			Principal: '*',
			Action: 'sts:AssumeRole',
		}),
	);
	expect(outcome).toBe('problem');
	expect(answer).toContain('statement NoServices');
	expect(remedies).toEqual([]);
	expect(requests?.[0]?.text).toContain('NoServices');
});

test('a service-linked role is never changed', async () => {
	const role = aRole({
		path: '/aws-service-role/states.amazonaws.com/',
		trustPolicy: aPolicy(lambda),
	});
	const {outcome, remedies, requests} = await ask(roleTrust, anAccount({roles: [role]}));
	expect(outcome).toBe('problem');
	expect(remedies).toEqual([]);
	expect(requests).toHaveLength(1);
});

test('a role that is not there is a problem', async () => {
	const {outcome, answer, remedies, requests} = await ask(roleTrust, anAccount({roles: []}));
	expect(outcome).toBe('problem');
	expect(answer).toContain('Role orders-role does not exist in account 123456789012');
	expect(remedies).toEqual([]);
	expect(requests).toHaveLength(1);
});

test('a state machine that is not there says nothing about the role', async () => {
	expect((await answered(roleTrust, {})).outcome).toBe('unknown');
});

test('a denied read is unknown', async () => {
	const {outcome, details} = await answered(roleTrust, anAccount({denied: ['role']}));
	expect(outcome).toBe('unknown');
	expect(details.join()).toContain('aws iam get-role');
});

test("a role of another account is not mistaken for this account's of that name", async () => {
	const subject = aSubject({roleArn: 'arn:aws:iam::111122223333:role/orders-role'});
	const {outcome, answer} = await answered(roleTrust, anAccount(), subject);
	expect(outcome).toBe('unknown');
	expect(answer).toContain('belongs to account 111122223333');
});
