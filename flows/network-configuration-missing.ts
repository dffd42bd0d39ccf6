import type {Flow} from '../source/diagnosis/flow.ts';
import {stateName} from '../source/incident/details/state-name.ts';
import {errorAndCause} from '../source/incident/signs.ts';
import {managedByTool} from './common/managed-by-tool.ts';
import {stateMachineExists} from './common/state-machine-exists.ts';
import {networkConfiguration} from './failed-run/network-configuration.ts';
import {repeatExecution} from './failed-run/repeat-execution.ts';
import {passRole} from './permissions/pass-role.ts';

const message =
	/Network ?Configuration (?:must be provided when network ?Mode|is required for task definitions? with network ?mode) ?["'`]? ?aws ?vpc/i;

export const networkConfigurationMissing: Flow = {
	id: 'network-configuration-missing',
	title: 'The ECS task state has no network configuration',
	examples: [
		"ECS.InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is specified. (Service: AmazonECS; Status Code: 400)",
	],
	patterns: [
		{text: message, also: errorAndCause, confidence: 'certain'},
		{
			text: message,
			also: /\bE(?:CS|cs)\.\w{3,40}|arn:aws[\w-]{0,10}:states:|step ?functions?/,
			confidence: 'certain',
		},
		{text: message, confidence: 'possible'},
	],
	// Services and other callers of ECS get the same sentence.
	never: [
		/aws_ecs_service|AWS::ECS::Service|aws_cloudwatch_event_target|\bECS service\b|(?:Create|Update)Service\b|create-service/i,
		/when calling the \w{1,40} operation|operation error ECS|ecs-?(?:deploy|schedule|cli)\b|::error|##\[|Process completed with exit code|\bnpm ERR|software\.amazon\.awssdk|com\.amazonaws/i,
	],
	explanation: (_facts, text = '') => [
		`This is about the definition, not about permissions: the task definition uses the network mode awsvpc (as every Fargate task does), and the state ${stateName(text) ?? 'that runs it'} does not say in which subnets it is to run.`,
	],
	nextSteps: () => [
		'Add NetworkConfiguration to the Parameters (or Arguments) of the ecs:runTask state: {"AwsvpcConfiguration": {"Subnets": ["subnet-…"], "SecurityGroups": ["sg-…"], "AssignPublicIp": "DISABLED"}}.',
		'In a subnet without a NAT gateway or VPC endpoints the task also needs "AssignPublicIp": "ENABLED" to pull its image.',
		'A service of the same cluster usually has the right subnets: aws ecs describe-services --cluster <cluster> --services <service>.',
	],
	checks: [stateMachineExists, networkConfiguration, passRole, managedByTool],
	retry: repeatExecution,
	references: [
		{
			title: 'Run Amazon ECS or Fargate tasks with Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html',
		},
	],
};
