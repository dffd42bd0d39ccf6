import {expect, it} from 'vitest';
import {examineFile} from '../../source/before-deployment/examine-file.ts';
import {printDeployment} from '../../source/output/plain/deployment.ts';
import {createPage, plainStyle} from '../../source/output/plain/page.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: functions of a template
const states = {
	Send: ['sqs:sendMessage', {QueueUrl: '${Q}', MessageBody: 'x'}],
	Publish: ['sns:publish', {TopicArn: '${T}', Message: 'x'}],
	Call: ['lambda:invoke', {FunctionName: '${F}'}],
	Read: ['dynamodb:getItem', {TableName: '${D}', Key: {}}],
	Other: ['lambda:invoke', {FunctionName: 'other'}],
};
const names = Object.keys(states);
const definition = JSON.stringify({
	StartAt: 'Send',
	States: Object.fromEntries(
		Object.entries(states).map(([name, [call, Parameters]], index) => [
			name,
			{
				Type: 'Task',
				Resource: `arn:aws:states:::${call}`,
				Parameters,
				...(names[index + 1] ? {Next: names[index + 1]} : {End: true}),
			},
		]),
	),
});
const sub = (text: string) => ({'Fn::Sub': text});

const examined = async (statement: object, managed: string[] = []) => {
	const template = {
		Resources: {
			Q: {Type: 'AWS::SQS::Queue'},
			T: {Type: 'AWS::SNS::Topic'},
			F: {Type: 'AWS::Lambda::Function'},
			D: {Type: 'AWS::DynamoDB::Table'},
			Role: {
				Type: 'AWS::IAM::Role',
				Properties: {
					AssumeRolePolicyDocument: {Statement: []},
					ManagedPolicyArns: managed,
					Policies: [{PolicyName: 'p', PolicyDocument: {Statement: [statement]}}],
				},
			},
			Machine: {
				Type: 'AWS::StepFunctions::StateMachine',
				Properties: {RoleArn: {'Fn::GetAtt': 'Role.Arn'}, DefinitionString: sub(definition)},
			},
		},
	};
	const {machines, show, assumptions} = await examineFile({
		file: {path: 'template.json', text: JSON.stringify(template)},
		policies: [],
		region: null,
		readFile: () => Promise.reject(new Error('no file')),
		now: () => 0,
	});
	const [machine] = machines;

	return {
		assumptions,
		missing: machine?.missing?.Statement.flatMap(({Resource}) => Resource ?? []).map(show),
		answer: show(machine?.checks.find(({id}) => id === 'definition-permissions')?.answer ?? ''),
	};
};

it('offers statements that name a resource as the template can, in whichever account it is deployed', async () => {
	const {missing, assumptions} = await examined({
		Effect: 'Allow',
		Action: 'sqs:SendMessage',
		// A Ref of a queue is its URL.
		Resource: [
			sub('arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Q}'),
			sub('arn:aws:sqs:${AWS::Region}:111122223333:unrelated'),
		],
	});
	const own = 'arn:aws:SERVICE:${AWS::Region}:${AWS::AccountId}:';

	expect(assumptions).toEqual([]);
	expect(missing).toEqual([
		'${Q.Arn}',
		'${T}',
		`${own.replace('SERVICE', 'lambda')}function:\${F}`,
		`${own.replace('SERVICE', 'lambda')}function:other`,
		`${own.replace('SERVICE', 'dynamodb')}table/\${D}`,
	]);
});

it('takes no account from an ARN beside a region that only the deployment knows', async () => {
	const {missing, assumptions} = await examined({
		Effect: 'Allow',
		Action: 'sqs:SendMessage',
		Resource: sub('arn:aws:sqs:${AWS::Region}:111122223333:unrelated'),
	});

	expect(assumptions).toEqual([]);
	expect(missing?.join()).not.toContain('111122223333');
});

it('does not know what an AWS-managed policy allows whose text is not in the file', async () => {
	const {answer} = await examined({Effect: 'Allow', Action: 's3:GetObject', Resource: '*'}, [
		'arn:aws:iam::aws:policy/AmazonSQSFullAccess',
	]);

	expect(answer).toContain(
		'the text of the AWS-managed policy AmazonSQSFullAccess is not in the file',
	);
	expect(answer).not.toMatch(/statement 1|conditions/);
});

it.each([
	['another resource', '${F}', false],
	['the state machine itself', '${Machine}', true],
])('says how to put statements on %s into the template', async (_, target, isOwn) => {
	const own = JSON.stringify({
		StartAt: 'Go',
		States: {
			Go: {
				Type: 'Task',
				Resource: isOwn
					? 'arn:aws:states:::states:startExecution'
					: 'arn:aws:states:::lambda:invoke',
				Parameters: {[isOwn ? 'StateMachineArn' : 'FunctionName']: target},
				End: true,
			},
		},
	});
	const printed = await printedOf({
		F: {Type: 'AWS::Lambda::Function'},
		Role: {Type: 'AWS::IAM::Role', Properties: {AssumeRolePolicyDocument: {Statement: []}}},
		Machine: {
			Type: 'AWS::StepFunctions::StateMachine',
			Properties: {RoleArn: {'Fn::GetAtt': 'Role.Arn'}, DefinitionString: sub(own)},
		},
	});

	expect(printed).toContain('needs Fn::Sub');
	expect(printed.includes('circular dependency')).toBe(isOwn);
});

async function printedOf(Resources: object): Promise<string> {
	const file = await examineFile({
		file: {path: 'template.json', text: JSON.stringify({Resources})},
		policies: [],
		region: null,
		readFile: () => Promise.reject(new Error('no file')),
		now: () => 0,
	});
	let printed = '';
	const printer = {
		write(text: string) {
			printed += text;
		},
	};
	printDeployment(createPage(printer, plainStyle), file);

	return printed;
}

it.each([
	[['sqs:sendMessage', 'sqs:sendMessage.sync'], ['Call1'], 1],
	[['aws-sdk:dynamodb:putItems'], ['Call0'], undefined],
])(
	'names the states that the offered policy does not cover: %j',
	async (calls, states, granted) => {
		const branches = calls.map((call, index) => ({
			StartAt: `Call${index}`,
			States: {
				[`Call${index}`]: {
					Type: 'Task',
					Resource: `arn:aws:states:::${call}`,
					Parameters: {QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q'},
					End: true,
				},
			},
		}));
		const {machines} = await examineFile({
			file: {
				path: 'definition.json',
				text: JSON.stringify({
					StartAt: 'All',
					States: {All: {Type: 'Parallel', Branches: branches, End: true}},
				}),
			},
			policies: [],
			region: null,
			readFile: () => Promise.reject(new Error('no file')),
			now: () => 0,
		});

		expect(machines[0]?.notCovered).toEqual(states);
		expect(machines[0]?.needed?.Statement.length).toBe(granted);
	},
);
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: functions of a template
