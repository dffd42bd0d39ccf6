import {readDeployment} from '../../source/template/read-deployment.ts';

export const read = (text: string, path = 'file') =>
	readDeployment({path, text}, {region: null, accountId: null, partition: 'aws'});

/** As the CDK synthesises it: the definition joined out of pieces, the role's grants in a policy of their own. */
export const cdkTemplate = {
	Resources: {
		OrdersRoleD1: {
			Type: 'AWS::IAM::Role',
			Properties: {
				AssumeRolePolicyDocument: {
					Version: '2012-10-17',
					Statement: [
						{
							Action: 'sts:AssumeRole',
							Effect: 'Allow',
							Principal: {Service: 'states.amazonaws.com'},
						},
					],
				},
			},
		},
		OrdersRolePolicyE2: {
			Type: 'AWS::IAM::Policy',
			Properties: {
				PolicyName: 'OrdersRolePolicyE2',
				Roles: [{Ref: 'OrdersRoleD1'}],
				PolicyDocument: {
					Version: '2012-10-17',
					Statement: [
						{
							Action: 'lambda:InvokeFunction',
							Effect: 'Allow',
							Resource: [
								{'Fn::GetAtt': ['ChargeFn', 'Arn']},
								{'Fn::Join': ['', [{'Fn::GetAtt': ['ChargeFn', 'Arn']}, ':*']]},
							],
						},
					],
				},
			},
		},
		ChargeFn: {Type: 'AWS::Lambda::Function', Properties: {Code: {}}},
		Orders: {
			Type: 'AWS::StepFunctions::StateMachine',
			Properties: {
				DefinitionString: {
					'Fn::Join': [
						'',
						[
							'{"StartAt":"Charge","States":{"Charge":{"Type":"Task","End":true,"Resource":"arn:',
							{Ref: 'AWS::Partition'},
							':states:::lambda:invoke","Parameters":{"FunctionName":"',
							{'Fn::GetAtt': ['ChargeFn', 'Arn']},
							'","Payload.$":"$"}}}}',
						],
					],
				},
				RoleArn: {'Fn::GetAtt': ['OrdersRoleD1', 'Arn']},
				TracingConfiguration: {Enabled: true},
			},
		},
	},
} as const;

export const samTemplate = `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage:
    Type: String
    Default: dev
  TableArn:
    Type: String
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub charge-\${Stage}
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: !Sub orders-\${Stage}
      Type: EXPRESS
      Tracing:
        Enabled: true
      Definition:
        StartAt: Charge
        States:
          Charge:
            Type: Task
            Resource: \${ChargeArn}
            Next: Save
          Save:
            Type: Task
            Resource: arn:aws:states:::dynamodb:putItem
            Parameters:
              TableName: \${Table}
            End: true
      DefinitionSubstitutions:
        ChargeArn: !GetAtt Charge.Arn
        Table: !Select [1, !Split ['/', !Ref TableArn]]
      Policies:
        - LambdaInvokePolicy:
            FunctionName: !Ref Charge
        - AWSXrayWriteOnlyAccess
        - Version: '2012-10-17'
          Statement:
            - Effect: Allow
              Action: dynamodb:PutItem
              Resource: !Ref TableArn
`;

const address = (type: string, name: string) => ({
	address: `${type}.${name}`,
	mode: 'managed',
	type,
	name,
});

const definition = (name: string): string =>
	JSON.stringify({StartAt: name, States: {[name]: {Type: 'Pass', End: true}}});

/** `terraform show -json`: what is new has no ARN yet, and the configuration tells what refers to what. */
export const terraformPlan = {
	format_version: '1.2',
	planned_values: {
		root_module: {
			resources: [
				{
					...address('aws_sfn_state_machine', 'orders'),
					values: {name: 'orders', definition: definition('Charge'), type: 'STANDARD'},
				},
				{
					...address('aws_iam_role', 'orders'),
					values: {
						name: 'orders-role',
						path: '/',
						assume_role_policy: JSON.stringify({
							Version: '2012-10-17',
							Statement: [
								{
									Action: 'sts:AssumeRole',
									Effect: 'Allow',
									Principal: {Service: 'states.amazonaws.com'},
								},
							],
						}),
					},
				},
				{
					...address('aws_iam_role_policy', 'orders'),
					values: {
						name: 'orders',
						policy: JSON.stringify({
							Version: '2012-10-17',
							Statement: {Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*'},
						}),
					},
				},
				{...address('aws_iam_policy', 'extra'), values: {name: 'extra'}},
				{
					...address('aws_iam_role_policy_attachment', 'extra'),
					values: {role: 'orders-role'},
				},
			],
			child_modules: [
				{
					address: 'module.audit',
					resources: [
						{
							...address('aws_sfn_state_machine', 'this'),
							address: 'module.audit.aws_sfn_state_machine.this',
							values: {name: 'audit', type: 'STANDARD'},
						},
					],
				},
			],
		},
	},
	configuration: {
		root_module: {
			resources: [
				{
					...address('aws_sfn_state_machine', 'orders'),
					expressions: {role_arn: {references: ['aws_iam_role.orders.arn', 'aws_iam_role.orders']}},
				},
				{
					...address('aws_iam_role_policy', 'orders'),
					expressions: {role: {references: ['aws_iam_role.orders.id', 'aws_iam_role.orders']}},
				},
				{
					...address('aws_iam_role_policy_attachment', 'extra'),
					expressions: {
						policy_arn: {references: ['aws_iam_policy.extra.arn', 'aws_iam_policy.extra']},
					},
				},
			],
			module_calls: {audit: {module: {resources: []}}},
		},
	},
};
