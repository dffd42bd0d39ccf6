import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';

const file = path.resolve(
	import.meta.dirname,
	'../../../shared/workflow-pairs/workflow-pairs.jsonl',
);

export type WorkflowPair = {
	id: string;
	name: string;
	type: 'STANDARD' | 'EXPRESS';
	tracing?: boolean;
	definition: object;
	policies: Array<
		{kind: 'inline'; name: string; document: object} | {kind: 'managed'; arn: string}
	>;
	taskDefinitions?: Record<string, {executionRoleArn?: string; taskRoleArn?: string}>;
	notes: {expected: string | null; why: string; unresolved?: unknown};
};

/** Real definitions and the policies of their roles; null where they are not beside the checkout. */
export const workflowPairs: WorkflowPair[] | null = existsSync(file)
	? readFileSync(file, 'utf8')
			.trim()
			.split('\n')
			.map(line => JSON.parse(line))
	: null;

/** The pair as a template would deploy it. */
export function templateOf({
	name,
	type,
	tracing,
	definition,
	policies,
	taskDefinitions,
}: WorkflowPair) {
	return {
		AWSTemplateFormatVersion: '2010-09-09',
		Resources: {
			Role: {
				Type: 'AWS::IAM::Role',
				Properties: {
					RoleName: 'machine-role',
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
					Policies: policies.flatMap(policy =>
						policy.kind === 'inline'
							? [{PolicyName: policy.name, PolicyDocument: policy.document}]
							: [],
					),
					ManagedPolicyArns: policies.flatMap(policy =>
						policy.kind === 'managed' ? [policy.arn] : [],
					),
				},
			},
			Machine: {
				Type: 'AWS::StepFunctions::StateMachine',
				Properties: {
					StateMachineName: name,
					StateMachineType: type,
					RoleArn: {'Fn::GetAtt': ['Role', 'Arn']},
					DefinitionString: JSON.stringify(definition),
					TracingConfiguration: {Enabled: tracing ?? false},
				},
			},
			...Object.fromEntries(
				Object.entries(taskDefinitions ?? {}).map(([arn, task], index) => [
					`Task${index}`,
					{
						Type: 'AWS::ECS::TaskDefinition',
						Properties: {
							Family: /task-definition\/([^:]+)/.exec(arn)?.[1],
							ExecutionRoleArn: task.executionRoleArn,
							TaskRoleArn: task.taskRoleArn,
						},
					},
				]),
			),
		},
	};
}
