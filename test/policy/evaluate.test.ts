import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	type ContextValue,
	evaluateIdentityPolicies,
	evaluateResourcePolicies,
	type NamedPolicy,
	type PolicyRequest,
} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import {document, keys, request, statement} from './arbitraries.ts';

const accountId = '123456789012';
const runner = `arn:aws:iam::${accountId}:role/runner`;
const lambda = `arn:aws:lambda:eu-west-1:${accountId}:function:charge`;

const policy = (name: string, ...statements: object[]): NamedPolicy => ({
	name,
	document: parsePolicy(JSON.stringify({Version: '2012-10-17', Statement: statements})),
});

const asking = (
	action: string,
	resource: string,
	context: PolicyRequest['context'] = {},
): PolicyRequest => ({
	principal: {kind: 'aws', arn: runner, accountId},
	action,
	resource,
	context,
});

const judged = (
	asked: PolicyRequest,
	policies: NamedPolicy[],
	boundary: NamedPolicy | null = null,
) => evaluateIdentityPolicies(asked, {policies, boundary});

const invoke = policy('invoke', {
	Sid: 'Invoke',
	Effect: 'Allow',
	Action: 'lambda:Invoke*',
	Resource: [lambda, `${lambda}:*`],
});

describe('identity policies', () => {
	test('a statement that fits allows, and is named', () => {
		expect(judged(asking('lambda:invokefunction', lambda), [invoke])).toEqual({
			answer: 'allowed',
			by: [{policy: 'invoke', sid: 'Invoke', index: 0}],
		});
	});

	test.each([
		['another action', 'lambda:GetFunction', lambda],
		['another resource', 'lambda:InvokeFunction', `${lambda}s`],
		['the resource in another case', 'lambda:InvokeFunction', lambda.replace('charge', 'Charge')],
		['more than the statement covers', 'lambda:InvokeFunction', lambda.replace('charge', '*')],
	])('%s is not allowed', (_title, action, resource) => {
		expect(judged(asking(action, resource), [invoke])).toEqual({
			answer: 'not-allowed',
			because: 'no-statement',
		});
	});

	test('every version of the function is covered by the pattern for versions', () => {
		expect(judged(asking('lambda:InvokeFunction', `${lambda}:*`), [invoke]).answer).toBe('allowed');
	});

	test('an explicit deny wins over every allow and is named', () => {
		const deny = policy(
			'guard',
			{Effect: 'Allow', Action: '*', Resource: '*'},
			{Effect: 'Deny', NotAction: 'iam:*', Resource: '*'},
		);

		expect(judged(asking('lambda:InvokeFunction', lambda), [invoke, deny])).toEqual({
			answer: 'explicitly-denied',
			by: [{policy: 'guard', sid: null, index: 1}],
		});
		expect(judged(asking('iam:PassRole', runner), [invoke, deny]).answer).toBe('allowed');
	});

	test('NotResource speaks of everything else', () => {
		const rest = policy('rest', {Effect: 'Allow', Action: '*', NotResource: [`${lambda}*`]});

		expect(judged(asking('lambda:InvokeFunction', lambda), [rest]).answer).toBe('not-allowed');
		expect(judged(asking('s3:GetObject', 'arn:aws:s3:::box/a'), [rest]).answer).toBe('allowed');
		expect(judged(asking('lambda:InvokeFunction', '*'), [rest]).answer).toBe('not-allowed');
	});

	test('a deny of a part of what is asked for leaves it open', () => {
		const guard = policy(
			'guard',
			{Effect: 'Allow', Action: 's3:*', Resource: '*'},
			{Sid: 'Secret', Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::box/secret/*'},
		);

		expect(judged(asking('s3:GetObject', 'arn:aws:s3:::box/*'), [guard])).toEqual({
			answer: 'depends',
			on: ['resource'],
			by: [{policy: 'guard', sid: 'Secret', index: 1}],
		});
		expect(judged(asking('s3:GetObject', 'arn:aws:s3:::box/a/*'), [guard]).answer).toBe('allowed');
		expect(judged(asking('s3:GetObject', 'arn:aws:s3:::box/secret/a*'), [guard]).answer).toBe(
			'explicitly-denied',
		);
	});

	test('a part that hangs on a policy variable is judged apart from the others', () => {
		// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
		const home = 'arn:aws:s3:::${aws:PrincipalTag/box}/*';
		const asked = asking('s3:GetObject', 'arn:aws:s3:::box/*');
		const own = (element: object) => policy('own', {Effect: 'Allow', Action: '*', ...element});
		const open = {answer: 'depends', on: ['aws:PrincipalTag/box']};

		expect(judged(asked, [own({Resource: [home, 'arn:aws:s3:::box/a']})])).toMatchObject(open);
		expect(judged(asked, [own({NotResource: home})])).toMatchObject(open);
		expect(judged(asked, [own({NotResource: [home, 'arn:aws:s3:::box/a']})]).answer).toBe(
			'not-allowed',
		);
	});

	test('iam:PassedToService narrows PassRole', () => {
		const pass = policy('pass', {
			Effect: 'Allow',
			Action: 'iam:PassRole',
			Resource: `arn:aws:iam::${accountId}:role/task-*`,
			Condition: {StringEquals: {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}},
		});
		const task = `arn:aws:iam::${accountId}:role/task-one`;
		const to = (service: ContextValue) =>
			judged(asking('iam:PassRole', task, {'iam:PassedToService': service}), [pass]);

		expect(to({known: ['ecs-tasks.amazonaws.com']}).answer).toBe('allowed');
		expect(to({known: ['lambda.amazonaws.com']}).answer).toBe('not-allowed');
		expect(to('unknown')).toMatchObject({answer: 'depends', on: ['iam:PassedToService']});
	});

	test('what follows from the principal is known', () => {
		const own = policy('own', {
			Effect: 'Allow',
			Action: '*',
			Resource: '*',
			Condition: {
				StringEquals: {'aws:PrincipalAccount': accountId},
				ArnLike: {'aws:PrincipalArn': runner},
				Bool: {'aws:PrincipalIsAWSService': false},
			},
		});

		expect(judged(asking('s3:GetObject', '*'), [own]).answer).toBe('allowed');
	});
});

describe('incomplete ARNs', () => {
	const all = {Effect: 'Allow', Action: '*', Resource: '*'};
	const asked = asking('lambda:InvokeFunction', lambda);

	test.each(['arn:aws:lambda', 'arn:aws:lambda:eu-west-1', `arn:aws:lambda:*:${accountId}`, 'arn'])(
		'%s is completed with * in a policy of the principal, in Allow and Deny',
		Resource => {
			const isArn = Resource !== 'arn';
			const allow = policy('short', {Effect: 'Allow', Action: '*', Resource});
			const deny = policy('short', all, {Effect: 'Deny', Action: '*', Resource});

			expect(judged(asked, [allow]).answer).toBe(isArn ? 'allowed' : 'not-allowed');
			expect(judged(asked, [deny]).answer).toBe(isArn ? 'explicitly-denied' : 'allowed');
		},
	);

	test('in a policy of the resource they stay as they are', () => {
		const own = policy('own', {...all, Principal: '*', Resource: 'arn:aws:lambda'});
		expect(evaluateResourcePolicies(asked, [own]).answer).toBe('not-allowed');
	});
});

describe('an action without a resource level', () => {
	const asked: PolicyRequest = {...asking('ec2:DescribeVpcs', '*'), standsFor: 'itself'};
	const all = {Effect: 'Allow', Action: '*', Resource: '*'};
	const vpc = `arn:aws:ec2:*:${accountId}:vpc/*`;

	test.each<[string, object[], string]>([
		['an Allow on *', [all], 'allowed'],
		['an Allow on ARNs alone', [{...all, Resource: vpc}], 'not-allowed'],
		[
			'an Allow on everything but some ARNs',
			[{Effect: 'Allow', Action: '*', NotResource: vpc}],
			'allowed',
		],
		['a Deny on ARNs', [all, {...all, Effect: 'Deny', Resource: vpc}], 'allowed'],
		[
			'a Deny on everything but some ARNs',
			[all, {Effect: 'Deny', Action: '*', NotResource: vpc}],
			'explicitly-denied',
		],
	])('%s', (_title, statements, answer) => {
		expect(judged(asked, [policy('own', ...statements)]).answer).toBe(answer);
	});
});

describe('one resource that is not known', () => {
	const asked: PolicyRequest = {
		...asking('lambda:InvokeFunction', `arn:aws:lambda:*:${accountId}:function:*`),
		standsFor: 'one',
	};

	test.each<[string, string, string]>([
		['all that it can be', 'arn:aws:lambda:*', 'allowed'],
		['a part of what it can be', `${lambda}*`, 'depends'],
		['nothing that it can be', 'arn:aws:sqs:*', 'not-allowed'],
	])('an Allow on %s', (_title, Resource, answer) => {
		const own = policy('own', {Effect: 'Allow', Action: 'lambda:*', Resource});
		expect(judged(asked, [own]).answer).toBe(answer);
	});
});

test('a key with one of several values is judged where all lead to the same answer', () => {
	const asked = asking('s3:GetObject', 'arn:aws:s3:::box/a', {
		'aws:MultiFactorAuthPresent': {either: ['absent', {known: ['false']}]},
	});
	const under = (Effect: string, operator: string, value: string) =>
		judged(asked, [
			policy('all', {Effect: 'Allow', Action: '*', Resource: '*'}),
			policy('mfa', {
				Effect,
				Action: '*',
				Resource: '*',
				Condition: {[operator]: {'aws:MultiFactorAuthPresent': value}},
			}),
		]).answer;

	expect(under('Deny', 'BoolIfExists', 'false')).toBe('explicitly-denied');
	expect(under('Deny', 'Bool', 'true')).toBe('allowed');
	expect(under('Deny', 'Bool', 'false')).toBe('depends');
});

test('a resource ARN tells the account that owns it', () => {
	const own = policy('own', {
		Effect: 'Allow',
		Action: '*',
		Resource: '*',
		Condition: {StringEquals: {'aws:ResourceAccount': accountId}},
	});

	expect(judged(asking('lambda:InvokeFunction', lambda), [own]).answer).toBe('allowed');
	expect(
		judged(asking('lambda:InvokeFunction', lambda.replace(accountId, '111122223333')), [own])
			.answer,
	).toBe('not-allowed');
	expect(judged(asking('s3:GetObject', 'arn:aws:s3:::box/a'), [own]).answer).toBe('depends');
});

describe('what is not known', () => {
	const guarded = policy('guarded', {
		Effect: 'Allow',
		Action: '*',
		Resource: '*',
		Condition: {StringEquals: {'aws:PrincipalOrgID': 'o-example'}},
	});
	const tls = policy('tls', {
		Effect: 'Deny',
		Action: '*',
		Resource: '*',
		Condition: {Bool: {'aws:SecureTransport': 'false'}},
	});
	const asked = asking('lambda:InvokeFunction', lambda);

	test('leaves an allow open, unless another one is certain', () => {
		expect(judged(asked, [guarded])).toEqual({
			answer: 'depends',
			on: ['aws:PrincipalOrgID'],
			by: [{policy: 'guarded', sid: null, index: 0}],
		});
		expect(judged(asked, [guarded, invoke]).answer).toBe('allowed');
	});

	test('leaves an allow open where a deny hangs on it', () => {
		expect(judged(asked, [invoke, tls])).toMatchObject({
			answer: 'depends',
			on: ['aws:SecureTransport'],
		});
		expect(
			judged({...asked, context: {'aws:securetransport': {known: ['true']}}}, [invoke, tls]).answer,
		).toBe('allowed');
	});

	test('does not matter where nothing allows, or something surely denies', () => {
		const deny = policy('deny', {Effect: 'Deny', Action: '*', Resource: '*'});

		expect(judged(asked, [tls]).answer).toBe('not-allowed');
		expect(judged(asked, [guarded, tls, deny])).toMatchObject({
			answer: 'explicitly-denied',
			by: [{policy: 'deny'}],
		});
	});
});

describe('the permissions boundary', () => {
	const asked = asking('lambda:InvokeFunction', lambda);
	const all = {Effect: 'Allow', Action: '*', Resource: '*'};

	test('must allow as well', () => {
		expect(judged(asked, [invoke], policy('edge', all)).answer).toBe('allowed');
		expect(judged(asked, [invoke], policy('edge', {...all, Action: 's3:*'}))).toEqual({
			answer: 'not-allowed',
			because: 'boundary',
		});
	});

	test('allows nothing by itself', () => {
		expect(judged(asked, [], policy('edge', all))).toEqual({
			answer: 'not-allowed',
			because: 'no-statement',
		});
	});

	test('can deny explicitly', () => {
		const edge = policy('edge', all, {Sid: 'No', ...all, Effect: 'Deny'});

		expect(judged(asked, [invoke], edge)).toEqual({
			answer: 'explicitly-denied',
			by: [{policy: 'edge', sid: 'No', index: 1}],
		});
	});

	test('can hang on what is not known', () => {
		const edge = policy('edge', {...all, Condition: {StringEquals: {'aws:RequestedRegion': 'x'}}});

		expect(judged(asked, [invoke], edge)).toMatchObject({
			answer: 'depends',
			on: ['aws:RequestedRegion'],
		});
	});
});

describe('resource policies', () => {
	const assume: PolicyRequest = {
		principal: {kind: 'service', service: 'states.amazonaws.com'},
		action: 'sts:AssumeRole',
		resource: runner,
		context: {'aws:SourceAccount': {known: [accountId]}},
	};

	test('a trust policy has no resource', () => {
		const trust = policy('trust', {
			Effect: 'Allow',
			Principal: {Service: 'states.amazonaws.com'},
			Action: 'sts:AssumeRole',
			Condition: {StringEquals: {'aws:SourceAccount': accountId}},
		});

		expect(evaluateResourcePolicies(assume, [trust]).answer).toBe('allowed');
		expect(
			evaluateResourcePolicies(
				{...assume, principal: {kind: 'service', service: 'ecs-tasks.amazonaws.com'}},
				[trust],
			).answer,
		).toBe('not-allowed');
	});

	test('a statement without a principal speaks of nobody', () => {
		const nobody = policy('nobody', {Effect: 'Allow', Action: '*', Resource: '*'});
		expect(evaluateResourcePolicies(assume, [nobody]).answer).toBe('not-allowed');
	});
});

/** Every reading of what is not known. */
const settled = (asked: PolicyRequest, values: ContextValue[]): PolicyRequest => ({
	...asked,
	context: Object.fromEntries(keys.map((key, index) => [key, settle(asked, key, values[index])])),
});

function settle(asked: PolicyRequest, key: string, value: ContextValue = 'absent'): ContextValue {
	const given = asked.context[key] ?? 'unknown';

	if (typeof given === 'object' && 'startsWith' in given) {
		return {
			known: [
				given.startsWith +
					(typeof value === 'object' && 'known' in value ? value.known.join('') : ''),
			],
		};
	}

	return given === 'unknown' ? value : given;
}

const concrete = fc.tuple(
	...keys.map(() =>
		fc.constantFrom<ContextValue>(
			'absent',
			{known: ['a']},
			{known: ['7']},
			{known: ['x', 'a']},
			{
				known: ['arn:aws:s3:::box/a'],
			},
		),
	),
);

const policies = fc
	.array(document, {maxLength: 3})
	.map(documents => documents.map((one, index) => ({name: `policy ${index}`, document: one})));

const edge = fc.option(
	document.map(one => ({name: 'boundary', document: one})),
	{nil: null},
);

const everyWay = (asked: PolicyRequest, given: NamedPolicy[], boundary: NamedPolicy | null) => [
	evaluateIdentityPolicies(asked, {policies: given, boundary}),
	evaluateResourcePolicies(asked, given),
];

describe('whatever the policies', () => {
	test('what is decided in spite of the unknown stays decided', () => {
		fc.assert(
			fc.property(request, policies, edge, concrete, (asked, given, boundary, values) => {
				const open = everyWay(asked, given, boundary);
				const closed = everyWay(settled(asked, values), given, boundary);

				for (const [index, {answer}] of open.entries()) {
					const then = closed[index]?.answer;

					if (answer === 'allowed' || answer === 'explicitly-denied') {
						expect(then).toBe(answer);
					} else if (answer === 'not-allowed') {
						expect(then).not.toBe('allowed');
					}
				}
			}),
			{numRuns: 1000},
		);
	});

	test('what is decided of one resource that is not known holds of each that it can be', () => {
		const inside = fc.constantFrom('a', 'b', 'c/d', '');

		fc.assert(
			fc.property(request, policies, edge, inside, (asked, given, boundary, tail) => {
				const open: PolicyRequest = {...asked, resource: 'arn:aws:s3:::box/*', standsFor: 'one'};
				const one = {...asked, resource: `arn:aws:s3:::box/${tail}`};

				for (const [index, {answer}] of everyWay(open, given, boundary).entries()) {
					if (answer !== 'depends') {
						const then = everyWay(one, given, boundary)[index]?.answer;
						expect(answer === 'not-allowed' ? then !== 'allowed' : then === answer).toBe(true);
					}
				}
			}),
			{numRuns: 1000},
		);
	});

	test('what holds of all resources under a pattern holds of each', () => {
		const inside = fc.constantFrom('a', 'b', 'c/d', '');

		fc.assert(
			fc.property(request, policies, edge, inside, (asked, given, boundary, tail) => {
				const wide = {...asked, resource: 'arn:aws:s3:::box/*'};
				const one = {...asked, resource: `arn:aws:s3:::box/${tail}`};

				for (const [index, {answer}] of everyWay(wide, given, boundary).entries()) {
					if (answer === 'allowed' || answer === 'explicitly-denied') {
						expect(everyWay(one, given, boundary)[index]?.answer).toBe(answer);
					}
				}
			}),
			{numRuns: 500},
		);
	});

	test('one more deny never allows, and never takes an explicit deny away', () => {
		fc.assert(
			fc.property(request, policies, edge, statement, (asked, given, boundary, extra) => {
				const deny: NamedPolicy = {
					name: 'deny',
					document: {Version: '2012-10-17', Statement: [{...extra, Effect: 'Deny'}]},
				};
				const after = everyWay(asked, [...given, deny], boundary);

				for (const [index, {answer}] of everyWay(asked, given, boundary).entries()) {
					const then = after[index]?.answer;

					if (answer === 'explicitly-denied') {
						expect(then).toBe('explicitly-denied');
					}

					expect(then === 'allowed' && answer !== 'allowed').toBe(false);
				}
			}),
			{numRuns: 1000},
		);
	});
});

test('a policy of 50 KB is judged in milliseconds', () => {
	const groups = Array.from({length: 600}, (_, index) => `/aws/vendedlogs/states/machine-${index}`);
	const large = policy('large', {
		Effect: 'Allow',
		Principal: {Service: 'delivery.logs.amazonaws.com'},
		Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
		Resource: groups.map(group => `arn:aws:logs:*:${accountId}:log-group:${group}:log-stream:*`),
	});
	const asked: PolicyRequest = {
		principal: {kind: 'service', service: 'delivery.logs.amazonaws.com'},
		action: 'logs:PutLogEvents',
		resource: `arn:aws:logs:eu-west-1:${accountId}:log-group:/none:log-stream:*`,
		context: {},
	};

	expect(JSON.stringify(large.document).length).toBeGreaterThan(50_000);

	const before = performance.now();
	expect(evaluateResourcePolicies(asked, [large]).answer).toBe('not-allowed');
	expect(performance.now() - before).toBeLessThan(300);
});
