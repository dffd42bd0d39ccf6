import {describe, expect, it} from 'vitest';
import {examineFile} from '../../source/before-deployment/examine-file.ts';

const readFile = () => Promise.reject(new Error('no file'));

const examined = async (
	file: unknown,
	policies: readonly unknown[],
	region: string | null = null,
) => {
	const {machines} = await examineFile({
		region,
		now: () => 0,
		readFile,
		file: {path: 'file.json', text: JSON.stringify(file)},
		policies: policies.map((Statement, index) => ({
			path: `policy-${index}.json`,
			text: JSON.stringify({Version: '2012-10-17', Statement}),
		})),
	});
	const check = machines[0]?.checks.find(({id}) => id === 'definition-permissions');
	return {verdict: machines[0]?.verdict, text: JSON.stringify(check)};
};

const task = (Resource: string, Parameters: unknown) => ({
	StartAt: 'Call',
	States: {Call: {Type: 'Task', Resource, Parameters, End: true}},
});

const queue = 'arn:aws:states:::sqs:sendMessage';
const send = task(queue, {
	QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q',
	MessageBody: 'x',
});
const put = task('arn:aws:states:::dynamodb:putItem', {TableName: 'orders', Item: {}});

const allow = (Condition?: unknown) => ({
	Effect: 'Allow',
	Action: '*',
	Resource: '*',
	...(Condition !== undefined && {Condition}),
});
const deny = (Condition?: unknown) => ({...allow(Condition), Effect: 'Deny'});

const region = 'aws:RequestedRegion';
const account = 'aws:PrincipalAccount';
const owner = 'aws:ResourceAccount';

describe('conditions on the place, where the call names it', () => {
	it.each([
		['problem', [allow({StringNotEquals: {[region]: 'us-east-1'}})]],
		['problem', [allow({StringNotEquals: {[account]: '123456789012'}})]],
		['problem', [allow(), deny({StringEquals: {[region]: 'us-east-1'}})]],
		['healthy', [allow(), deny({StringNotEquals: {[region]: 'us-east-1'}})]],
		['healthy', [allow(), deny({StringNotEquals: {[account]: '123456789012'}})]],
		['healthy', [allow(), deny({StringNotEquals: {[owner]: '${aws:PrincipalAccount}'}})]],
		['healthy', [allow({StringEquals: {[region]: 'us-east-1'}})]],
		['problem', [allow({StringEquals: {[region]: 'eu-west-1'}})]],
		['problem', [allow({StringEquals: {[account]: '210987654321'}})]],
		['healthy', [allow({ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/*'}})]],
		['problem', [allow({ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::210987654321:role/*'}})]],
		['no-verdict', [allow({StringEquals: {'aws:ResourceOrgID': '${aws:PrincipalOrgID}'}})]],
		['no-verdict', [allow(), deny({StringNotEquals: {'aws:ResourceOrgID': 'o-1'}})]],
	])('is %s: %j', async (verdict, statements) => {
		expect((await examined(send, [statements])).verdict).toBe(verdict);
	});

	it('takes the region of what is called, where a file names several', async () => {
		const other = {...deny(), Resource: 'arn:aws:sqs:eu-west-1:123456789012:other'};
		const guard = (name: string) => [allow(), other, deny({StringNotEquals: {[region]: name}})];

		expect((await examined(send, [guard('us-east-1')])).verdict).toBe('healthy');
		expect((await examined(send, [guard('eu-west-1')])).verdict).toBe('problem');
	});

	it('says that everything is denied of an unconditional statement alone', async () => {
		const guarded = await examined(send, [
			[allow(), deny({StringEquals: {[region]: 'us-east-1'}})],
		]);
		expect(guarded.text).not.toContain('denies everything');
		expect((await examined(send, [[allow(), deny()]])).text).toContain('denies everything');
	});
});

describe('conditions on the place, where nothing names it', () => {
	it.each([
		[[allow({StringEquals: {[region]: 'us-east-1'}})]],
		[[allow({StringNotEquals: {[region]: 'us-east-1'}})]],
		[[allow(), deny({StringEquals: {[region]: 'us-east-1'}})]],
		[[allow(), deny({StringNotEquals: {[region]: 'us-east-1'}})]],
		[[allow({StringEquals: {[account]: '123456789012'}})]],
		[[allow(), deny({StringNotEquals: {[account]: '123456789012'}})]],
		[[allow(), deny({StringNotEquals: {[owner]: '123456789012'}})]],
		[[allow({StringLike: {[region]: 'us-*'}})]],
		[[allow({StringLike: {[region]: '*-1'}})]],
		[[allow({ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/*'}})]],
	])('has no verdict: %j', async statements => {
		// Without a region or account of its own, an ARN of a principal would be where the account is taken from.
		const {verdict} = await examined(deployed(put, statements), []);
		expect(verdict).toBe('no-verdict');
	});

	it.each([
		['healthy', [allow({StringEquals: {[region]: {Ref: 'AWS::Region'}}})]],
		['problem', [allow({StringNotEquals: {[region]: {Ref: 'AWS::Region'}}})]],
		['healthy', [allow(), deny({StringNotEquals: {[region]: {Ref: 'AWS::Region'}}})]],
		['problem', [allow(), deny({StringEquals: {[account]: {Ref: 'AWS::AccountId'}}})]],
		['healthy', [allow(), deny({StringNotEquals: {[owner]: '${aws:PrincipalAccount}'}})]],
		['healthy', [allow({StringEquals: {[owner]: {Ref: 'AWS::AccountId'}}})]],
		['healthy', [allow({StringLike: {[region]: '*'}})]],
		[
			'healthy',
			[
				allow({
					ArnLike: {
						'aws:PrincipalArn': {
							'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*',
						},
					},
				}),
			],
		],
		['problem', [allow(), deny({Null: {'aws:SourceAccount': 'true'}})]],
		['problem', [allow({StringEquals: {'aws:SourceAccount': {Ref: 'AWS::AccountId'}}})]],
		['no-verdict', [allow({Bool: {'aws:SecureTransport': {Ref: 'Secure'}}})]],
		['no-verdict', [allow(), deny({Null: {'aws:SourceAccount': {Ref: 'Secure'}}})]],
		['no-verdict', [allow({StringEquals: {[region]: {Ref: 'Secure'}}})]],
		['no-verdict', [allow(), deny({StringEquals: {[region]: {Ref: 'Secure'}}})]],
	])('is %s where the file itself refers to it: %j', async (verdict, statements) => {
		expect((await examined(deployed(put, statements), [])).verdict).toBe(verdict);
	});

	it('reads a variable in a resource as unknown', async () => {
		const own = {...allow(), Resource: 'arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:q'};
		expect((await examined(deployed(send, [own]), [])).verdict).toBe('no-verdict');
	});

	it('knows the region that is named for the deployment', async () => {
		const guard = [allow(), deny({StringNotEquals: {[region]: 'eu-west-1'}})];
		expect((await examined(deployed(put, guard), [], 'eu-west-1')).verdict).toBe('healthy');
		expect((await examined(deployed(put, guard), [], 'us-east-1')).verdict).toBe('problem');
	});
});

const deployed = (Definition: unknown, Statement: unknown) => ({
	Parameters: {Secure: {Type: 'String'}},
	Resources: {
		Role: {
			Type: 'AWS::IAM::Role',
			Properties: {
				AssumeRolePolicyDocument: {
					Version: '2012-10-17',
					Statement: [
						{
							Effect: 'Allow',
							Principal: {Service: 'states.amazonaws.com'},
							Action: 'sts:AssumeRole',
						},
					],
				},
				Policies: [{PolicyName: 'p', PolicyDocument: {Version: '2012-10-17', Statement}}],
			},
		},
		Machine: {
			Type: 'AWS::StepFunctions::StateMachine',
			Properties: {
				RoleArn: {'Fn::GetAtt': ['Role', 'Arn']},
				Definition,
			},
		},
	},
	// No place is fixed for a template that names its own.
	Outputs: {Place: {Value: {'Fn::Sub': '${AWS::Region} ${AWS::AccountId}'}}},
});
