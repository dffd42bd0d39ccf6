import {describe, expect, it} from 'vitest';
import {cleanText} from '../../source/incident/clean.ts';
import {extractFacts} from '../../source/incident/extract-facts.ts';
import {noFacts} from '../../source/incident/facts.ts';

const facts = (text: string) => extractFacts(cleanText(text));
const role = 'arn:aws:sts::123456789012:assumed-role/orders/session';
const bucket = 'arn:aws:s3:::orders/key';

describe('a refusal', () => {
	it.each([
		[
			'with User',
			`User: ${role} is not authorized to perform: s3:GetObject on resource: ${bucket}`,
		],
		['without User', `${role} is not authorized to perform: s3:GetObject on resource: ${bucket}`],
		[
			'in backticks',
			`User \`${role}' is not authorized to perform \`s3:GetObject' on resource \`${bucket}'`,
		],
		[
			'in quotes',
			`User: "${role}" is not authorized to perform: "s3:GetObject" on resource: "${bucket}"`,
		],
		[
			'over lines',
			`User: ${role}\nis not authorized to perform: s3:GetObject\non resource: ${bucket}`,
		],
		[
			'ending a sentence',
			`User: ${role} is not authorized to perform: s3:GetObject on resource: ${bucket}.`,
		],
		[
			'in brackets',
			`(User: ${role} is not authorized to perform: s3:GetObject on resource: ${bucket})`,
		],
		[
			'in JSON',
			`{"message":"User: ${role} is not authorized to perform: s3:GetObject on resource: ${bucket}"}`,
		],
		[
			'encoded',
			`You are not authorized to perform this operation. User: ${role} is not authorized to perform: s3:GetObject on resource: ${bucket} because no identity-based policy allows the s3:GetObject action. Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuUMCm`,
		],
	])('is read %s', (_name, text) => {
		expect(facts(text)).toMatchObject({principal: role, action: 's3:GetObject', resource: bucket});
	});

	it.each([
		[
			'because no identity-based policy allows the s3:GetObject action',
			'implicit',
			'identity-based policy',
			null,
		],
		[
			'because no permissions boundary allows the s3:GetObject action',
			'implicit',
			'permissions boundary',
			null,
		],
		[
			'because no VPC endpoint policy allows the s3:GetObject action',
			'implicit',
			'VPC endpoint policy',
			null,
		],
		[
			'because no role trust policy allows the s3:GetObject action',
			'implicit',
			'role trust policy',
			null,
		],
		['with an explicit deny', 'explicit', null, null],
		[
			'with an explicit deny in an identity-based policy',
			'explicit',
			'identity-based policy',
			null,
		],
		['with an explicit deny in the role trust policy', 'explicit', 'role trust policy', null],
		[
			'with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-x/service_control_policy/p-x',
			'explicit',
			'service control policy',
			'arn:aws:organizations::111122223333:policy/o-x/service_control_policy/p-x',
		],
		['', 'unstated', null, null],
	])('%j is %s, %s', (context, kind, policyType, policyArn) => {
		const text = `User: ${role} is not authorized to perform: s3:GetObject on resource: ${bucket} ${context}`;
		expect(facts(text).denial).toEqual({kind, policyType, policyArn});
	});

	it('keeps what was redacted as it is written', () => {
		expect(
			facts(
				'User: arn:aws:sts::<account id>:assumed-role/XXXX/... is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::***/*',
			),
		).toMatchObject({
			principal: 'arn:aws:sts::<account id>:assumed-role/XXXX/...',
			resource: 'arn:aws:s3:::***/*',
			accountId: null,
		});
	});

	it.each([
		['... is not authorized to perform: ecs:RunTask', 'ecs:RunTask'],
		['AccessDeniedException: not authorized to perform: ecs:RunTask', 'ecs:RunTask'],
		['The caller is not authorized to perform: ecs:RunTask', 'ecs:RunTask'],
		['You are not authorized to perform this operation', null],
		[
			'User: user arn is not authorized to perform: iam:PassRole on resource: assume role arn',
			'iam:PassRole',
		],
	])('%j states no principal', (text, action) => {
		expect(facts(text)).toMatchObject({principal: null, action, resource: null});
	});

	it('is the first of several', () => {
		const second = `User: x is not authorized to perform: s3:PutObject on resource: ${bucket}`;
		expect(
			facts(`User: ${role} is not authorized to perform: s3:GetObject\n${second}`),
		).toMatchObject({
			principal: role,
			action: 's3:GetObject',
			resource: null,
		});
	});
});

describe('the error name', () => {
	it.each([
		['{"error":"States.Runtime","cause":"X"}', 'States.Runtime'],
		['Error\n\nLambda.Unknown\nCause\n\nThe cause could not be determined', 'Lambda.Unknown'],
		[
			'An error occurred (StateMachineDoesNotExist) when calling the StartExecution operation',
			'StateMachineDoesNotExist',
		],
		['api error AccessDeniedException: no', 'AccessDeniedException'],
		[
			'(Service: AWSStepFunctions; Status Code: 400; Error Code: InvalidDefinition; Request ID: x)',
			'InvalidDefinition',
		],
		[
			'{"Error":"ClientError","Cause":"An error occurred (AccessDenied) when calling"}',
			'ClientError',
		],
		['HandlerErrorCode: AccessDenied', null],
		['nothing here', null],
	])('of %j is %s', (text, name) => {
		expect(facts(text).errorName).toBe(name);
	});
});

describe('what a text names', () => {
	it('is found: the state machine, its execution, role, log group, region, account and ids', () => {
		const text = `updating Step Functions State Machine (arn:aws-cn:states:cn-north-1:123456789012:stateMachine:orders): failed
execution arn:aws-cn:states:cn-north-1:123456789012:execution:orders:7, "roleArn": "arn:aws-cn:iam::123456789012:role/service-role/orders",
log group arn:aws-cn:logs:cn-north-1:123456789012:log-group:/aws/vendedlogs/states/orders:*
RequestID: 6f1c7a52-5a3e-4b7e-9d59-0a1b2c3d4e5f, authorization id: abc123-def`;
		expect(facts(text)).toMatchObject({
			stateMachineArn: 'arn:aws-cn:states:cn-north-1:123456789012:stateMachine:orders',
			executionArn: 'arn:aws-cn:states:cn-north-1:123456789012:execution:orders:7',
			roleArn: 'arn:aws-cn:iam::123456789012:role/service-role/orders',
			logGroupArn:
				'arn:aws-cn:logs:cn-north-1:123456789012:log-group:/aws/vendedlogs/states/orders',
			region: 'cn-north-1',
			accountId: '123456789012',
			requestId: '6f1c7a52-5a3e-4b7e-9d59-0a1b2c3d4e5f',
			authorizationId: 'abc123-def',
		});
	});

	it('is nothing where it names nothing', () => {
		expect(facts('it does not work')).toEqual(noFacts);
	});

	it('is the state machine that does not exist', () => {
		const arn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders';
		expect(facts(`State Machine Does Not Exist: '${arn}'`)).toMatchObject({
			resource: arn,
			stateMachineArn: arn,
		});
	});
});
