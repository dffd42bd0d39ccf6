import {expect, test} from 'vitest';
import {withTexts} from '../../source/changes/kinds/kind-of.ts';
import {patchFor, patchFormats} from '../../source/changes/patch-for-tool.ts';
import {yaml} from '../../source/changes/patches/yaml.ts';
import {allow, everySample, inline, policy, samples} from './sample-changes.ts';

for (const tool of patchFormats) {
	test(`${tool} has words for every kind but a definition`, () => {
		for (const change of everySample) {
			const patch = patchFor(tool, change);
			expect([change.kind, patch === null]).toEqual([change.kind, change.kind === 'definition']);
			const deletion = withTexts(change, change.before ?? change.after, null);
			expect(deletion && patchFor(tool, deletion)).toBeNull();
		}
	});
}

const passRole = inline({
	policyName: 'sfn-fix-pass-role',
	after: policy({
		Effect: 'Allow',
		Action: ['iam:PassRole'],
		// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
		Resource: ['arn:aws:iam::123456789012:role/${aws:PrincipalTag/team}'],
		Condition: {StringEquals: {'iam:PassedToService': ['ecs-tasks.amazonaws.com']}},
	}),
});

test('CloudFormation', () => {
	expect(patchFor('cloudformation', passRole)).toMatchInlineSnapshot(`
		"# Roles takes !Ref as well, where the role is in this template.
		Resources:
		  SfnFixPassRole:
		    Type: AWS::IAM::Policy
		    Properties:
		      PolicyName: sfn-fix-pass-role
		      Roles:
		        - orders-role
		      PolicyDocument:
		        Version: "2012-10-17"
		        Statement:
		          - Effect: Allow
		            Action:
		              - iam:PassRole
		            Resource:
		              - "arn:aws:iam::123456789012:role/\${aws:PrincipalTag/team}"
		            Condition:
		              StringEquals:
		                iam:PassedToService:
		                  - ecs-tasks.amazonaws.com"
	`);
});

test('CDK', () => {
	expect(patchFor('cdk', passRole)).toMatchInlineSnapshot(`
		"// role: the construct of orders-role
		role.addToPolicy(iam.PolicyStatement.fromJson({
		  "Effect": "Allow",
		  "Action": [
		    "iam:PassRole"
		  ],
		  "Resource": [
		    "arn:aws:iam::123456789012:role/\${aws:PrincipalTag/team}"
		  ],
		  "Condition": {
		    "StringEquals": {
		      "iam:PassedToService": [
		        "ecs-tasks.amazonaws.com"
		      ]
		    }
		  }
		}));"
	`);
});

test('Terraform', () => {
	expect(patchFor('terraform', passRole)).toMatchInlineSnapshot(`
		"resource "aws_iam_role_policy" "sfn-fix-pass-role" {
		  name = "sfn-fix-pass-role"
		  role = "orders-role"
		  policy = jsonencode({
		    "Version": "2012-10-17",
		    "Statement": [
		      {
		        "Effect": "Allow",
		        "Action": [
		          "iam:PassRole"
		        ],
		        "Resource": [
		          "arn:aws:iam::123456789012:role/$\${aws:PrincipalTag/team}"
		        ],
		        "Condition": {
		          "StringEquals": {
		            "iam:PassedToService": [
		              "ecs-tasks.amazonaws.com"
		            ]
		          }
		        }
		      }
		    ]
		  })
		}"
	`);
});

test('Serverless Framework', () => {
	expect(patchFor('serverless', passRole)).toMatchInlineSnapshot(`
		"resources:
		  # Roles takes !Ref as well, where the role is in this template.
		  Resources:
		    SfnFixPassRole:
		      Type: AWS::IAM::Policy
		      Properties:
		        PolicyName: sfn-fix-pass-role
		        Roles:
		          - orders-role
		        PolicyDocument:
		          Version: "2012-10-17"
		          Statement:
		            - Effect: Allow
		              Action:
		                - iam:PassRole
		              Resource:
		                - "arn:aws:iam::123456789012:role/\\\\\${aws:PrincipalTag/team}"
		              Condition:
		                StringEquals:
		                  iam:PassedToService:
		                    - ecs-tasks.amazonaws.com"
	`);
});

test('the log policy', () => {
	const change = samples['account-log-resource-policy'];
	expect(patchFor('sam', change)).toMatchInlineSnapshot(`
		"Resources:
		  SfnFixOrders:
		    Type: AWS::Logs::ResourcePolicy
		    Properties:
		      PolicyName: sfn-fix-orders
		      PolicyDocument: "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":[\\"logs:PutLogEvents\\"],\\"Resource\\":[\\"arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/orders:log-stream:*\\"],\\"Principal\\":{\\"Service\\":[\\"delivery.logs.amazonaws.com\\"]}}]}""
	`);
	expect(patchFor('terraform', change)).toMatchInlineSnapshot(`
		"resource "aws_cloudwatch_log_resource_policy" "sfn-fix-orders" {
		  policy_name = "sfn-fix-orders"
		  policy_document = jsonencode({
		    "Version": "2012-10-17",
		    "Statement": [
		      {
		        "Effect": "Allow",
		        "Action": [
		          "logs:PutLogEvents"
		        ],
		        "Resource": [
		          "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/orders:log-stream:*"
		        ],
		        "Principal": {
		          "Service": [
		            "delivery.logs.amazonaws.com"
		          ]
		        }
		      }
		    ]
		  })
		}"
	`);
});

test('logging', () => {
	const change = samples['logging-configuration'];
	expect(patchFormats.map(tool => patchFor(tool, change)).join('\n\n')).toMatchInlineSnapshot(`
		"# Among the properties of the state machine orders
		LoggingConfiguration:
		  Level: ALL
		  IncludeExecutionData: true
		  Destinations:
		    - CloudWatchLogsLogGroup:
		        LogGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/orders:*"

		# Among the properties of the state machine orders
		Logging:
		  Level: ALL
		  IncludeExecutionData: true
		  Destinations:
		    - CloudWatchLogsLogGroup:
		        LogGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/orders:*"

		// stateMachine: the construct of orders
		const {defaultChild} = stateMachine.node;
		(defaultChild as sfn.CfnStateMachine).loggingConfiguration = {
		  "level": "ALL",
		  "includeExecutionData": true,
		  "destinations": [
		    {
		      "cloudWatchLogsLogGroup": {
		        "logGroupArn": "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/orders:*"
		      }
		    }
		  ]
		};

		# In the aws_sfn_state_machine of orders
		logging_configuration {
		  level                  = "ALL"
		  include_execution_data = true
		  log_destination        = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/orders:*"
		}

		# In the entry of orders below stepFunctions: stateMachines:
		loggingConfig:
		  level: ALL
		  includeExecutionData: true
		  destinations:
		    - "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/orders:*""
	`);
});

// A tool that writes whole policies would remove what a policy of the name has already.
test('what a policy has already is kept: CDK adds, the other tools write the whole document', () => {
	const change = inline({
		before: policy(allow('s3:GetObject', 'a')),
		after: policy(allow('s3:GetObject', 'a'), allow('sqs:SendMessage', 'b')),
	});
	for (const tool of patchFormats) {
		expect(patchFor(tool, change)).toContain('sqs:SendMessage');
		expect(patchFor(tool, change)?.includes('s3:GetObject')).toBe(tool !== 'cdk');
	}
});

test('the policy of a log group does not take the name of one of the account', () => {
	for (const tool of patchFormats) {
		expect(patchFor(tool, samples['log-group-resource-policy'])).toContain(
			'"sfn-fix-orders-aws-vendedlogs-states-orders"'.replaceAll(
				'"',
				/cdk|terraform/.test(tool) ? '"' : '',
			),
		);
	}
});

test('YAML quotes what YAML could read otherwise', () => {
	const value = {
		on: ['*', 'yes', '1', '2012-10-17', 'a: b', '- x', '', 'a#b'],
		plain: 'logs:PutLogEvents',
	};
	expect(yaml(value)).toBe(
		[
			'"on":',
			'  - "*"',
			'  - "yes"',
			'  - "1"',
			'  - "2012-10-17"',
			'  - "a: b"',
			'  - "- x"',
			'  - ""',
			'  - "a#b"',
			'plain: logs:PutLogEvents',
		].join('\n'),
	);
	expect(yaml([{aa: [], bb: {}, cc: [{dd: true}, [1]]}])).toBe(
		['- aa: []', '  bb: {}', '  cc:', '    - dd: true', '    - - 1'].join('\n'),
	);
});

test('CDK adds to a trust policy what is new in it alone', () => {
	const [mine, theirs] = ['states', 'lambda'].map(service => ({
		Effect: 'Allow' as const,
		Principal: {Service: [`${service}.amazonaws.com`]},
		Action: ['sts:AssumeRole'],
	}));
	const document = (...Statement: unknown[]) => JSON.stringify({Version: '2012-10-17', Statement});
	const change = withTexts(samples['role-trust-policy'], document(theirs), document(theirs, mine));
	const patch = change && patchFor('cdk', change);
	expect(patch?.match(/addStatements/g)).toHaveLength(1);
	expect(patch).toContain('states.amazonaws.com');
});
