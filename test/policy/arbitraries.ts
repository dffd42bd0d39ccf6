import fc from 'fast-check';
import type {ConditionBlock, PolicyDocument, Statement} from '../../source/policy/document.ts';
import type {ContextValue, PolicyRequest} from '../../source/policy/evaluate.ts';

/** Few words, so that what is made at random meets often. */
const actions = [
	'logs:PutLogEvents',
	'logs:Put*',
	'Logs:CREATE*',
	's3:GetObject',
	's3:*',
	'*',
	's3:Get?bject',
];

const resources = [
	'*',
	'arn:aws:s3:::box/a',
	'arn:aws:s3:::box/*',
	'arn:aws:s3:::box/?',
	'arn:aws:s3:::b*/a',
	// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
	'arn:aws:s3:::box/${aws:username}',
	// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
	"arn:aws:s3:::box/${aws:PrincipalTag/team, 'a'}",
	// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
	'arn:aws:s3:::box/${*}',
	'arn:aws:logs:eu-west-1:123456789012:log-group:/one:*',
];

const operators = [
	'StringEquals',
	'StringNotEquals',
	'StringLike',
	'StringNotLike',
	'StringEqualsIgnoreCase',
	'ArnLike',
	'ArnNotLike',
	'NumericLessThan',
	'DateGreaterThan',
	'Bool',
	'IpAddress',
	'NotIpAddress',
	'Null',
	'StringEqualsIfExists',
	'ForAllValues:StringLike',
	'ForAnyValue:StringNotEquals',
	'ForAnyValue:StringEqualsIfExists',
	'NoSuchOperator',
];

export const keys = ['aws:username', 'aws:SourceArn', 'aws:PrincipalTag/team'] as const;

const values = [
	'a',
	'A',
	'b',
	'*',
	'a*',
	'true',
	'false',
	'7',
	'10.0.0.0/8',
	'2024-01-01T00:00:00Z',
	'arn:aws:s3:::box/a',
	'arn:aws:s3:*:*:b*',
	// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
	'${aws:username}',
];

const some = <T>(items: readonly T[]) =>
	fc.uniqueArray(fc.constantFrom(...items), {minLength: 1, maxLength: 3});

const condition: fc.Arbitrary<ConditionBlock> = fc.dictionary(
	fc.constantFrom(...operators),
	fc.dictionary(fc.constantFrom(...keys), some(values), {maxKeys: 2}),
	{maxKeys: 2},
);

const either = (name: string, items: readonly string[]) =>
	fc.oneof(
		{weight: 4, arbitrary: some(items).map(list => ({[name]: list}))},
		{weight: 1, arbitrary: some(items).map(list => ({[`Not${name}`]: list}))},
	);

const principal = fc.constantFrom<Partial<Statement>>(
	{Principal: '*'},
	{Principal: {Service: ['delivery.logs.amazonaws.com']}},
	{Principal: {Service: ['es.amazonaws.com', 'delivery.logs.amazonaws.com']}},
	{Principal: {AWS: ['123456789012']}},
	{Principal: {AWS: ['arn:aws:iam::123456789012:role/app/runner']}},
	{NotPrincipal: {AWS: ['111122223333']}},
	{},
);

export const statement: fc.Arbitrary<Statement> = fc
	.tuple(
		fc.constantFrom<Statement['Effect']>('Allow', 'Allow', 'Deny'),
		either('Action', actions),
		either('Resource', resources),
		principal,
		fc.option(condition, {nil: undefined, freq: 2}),
		fc.option(fc.constantFrom('One', 'Two'), {nil: undefined}),
	)
	.map(([Effect, action, resource, who, Condition, Sid]) => ({
		...(Sid && {Sid}),
		Effect,
		...who,
		...action,
		...resource,
		...(Condition && {Condition}),
	}));

export const document: fc.Arbitrary<PolicyDocument> = fc
	.tuple(
		fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17', undefined),
		fc.array(statement, {maxLength: 5}),
	)
	.map(([Version, Statement]) => ({...(Version && {Version}), Statement}));

const contextValue: fc.Arbitrary<ContextValue> = fc.oneof(
	fc
		.uniqueArray(fc.constantFrom('a', 'b', '7', 'true', 'arn:aws:s3:::box/a', '10.1.2.3'), {
			maxLength: 2,
		})
		.map(known => ({known})),
	fc.constantFrom('', 'a', 'arn:aws:s3:::box', 'arn:aws').map(startsWith => ({startsWith})),
	fc.constantFrom<ContextValue>('unknown', 'absent'),
);

const requestPrincipal = fc.constantFrom<PolicyRequest['principal']>(
	{kind: 'service', service: 'delivery.logs.amazonaws.com'},
	{kind: 'aws', arn: 'arn:aws:iam::123456789012:role/app/runner', accountId: '123456789012'},
	{
		kind: 'aws',
		arn: 'arn:aws:sts::123456789012:assumed-role/runner/session',
		accountId: '123456789012',
	},
	{kind: 'aws', arn: 'arn:aws:iam::111122223333:user/ann', accountId: '111122223333'},
);

export const request: fc.Arbitrary<PolicyRequest> = fc.record({
	principal: requestPrincipal,
	action: fc.constantFrom('logs:PutLogEvents', 'logs:CreateLogStream', 's3:getobject'),
	resource: fc.constantFrom(
		'arn:aws:s3:::box/a',
		'arn:aws:s3:::box/b/c',
		'arn:aws:s3:::box/*',
		'arn:aws:logs:eu-west-1:123456789012:log-group:/one:log-stream:*',
		'*',
	),
	context: fc.dictionary(fc.constantFrom(...keys), contextValue),
});
