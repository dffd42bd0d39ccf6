import type {Flow} from '../source/diagnosis/flow.ts';
import {stateName} from '../source/incident/details/state-name.ts';
import {errorAndCause} from '../source/incident/signs.ts';

const message =
	/Network ?Configuration (?:must be provided when network ?Mode|is required for task definitions? with network ?mode) ?["'`]? ?aws ?vpc/i;

export const networkConfigurationMissing: Flow = {
	id: 'network-configuration-missing',
	title: 'The ECS task state has no network configuration',
	message: "Network Configuration must be provided when networkMode 'awsvpc' is specified",
	examples: [
		"ECS.InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is specified. (Service: AmazonECS; Status Code: 400)",
		'{"error":"ECS.InvalidParameterException","cause":"Network Configuration must be provided when networkMode \'awsvpc\' is specified. (Service: AmazonECS; Status Code: 400; Error Code: InvalidParameterException; Request ID: 1a2b3c4d-0000-0000-0000-000000000000; Proxy: null)"}',
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
		`${stateName(text) ? `The state ${stateName(text)}` : 'The state that runs the ECS task'} does not say in which subnets the task runs. The task definition uses the network mode awsvpc, as every Fargate task does, and then NetworkConfiguration is required.`,
		'This is about the definition. No permission is missing.',
	],
	nextSteps: () => [
		'Add NetworkConfiguration to the Parameters (or Arguments) of the ecs:runTask state, with the subnets and security groups of the task.',
		'In a public subnet without a NAT gateway or VPC endpoints, set "AssignPublicIp": "ENABLED" so that the task can pull its image.',
		'A service in the same cluster usually has the right subnets: aws ecs describe-services --cluster <cluster> --services <service> --query "services[].networkConfiguration".',
	],
	checks: () => [
		import('./common/state-machine-exists.ts'),
		import('./failed-run/network-configuration.ts'),
		import('./permissions/pass-role.ts'),
		import('./common/managed-by-tool.ts'),
	],
	retry: () => import('./failed-run/repeat-execution.ts'),
	references: [
		{
			title: 'Run Amazon ECS or Fargate tasks with Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html',
		},
	],
	lookalikes: [
		{
			text: "aws_ecs_service.web: InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is specified.",
			is: 'an ECS service, not a task of a state machine',
		},
		{
			text: "An error occurred (InvalidParameterException) when calling the RunTask operation: Network Configuration must be provided when networkMode 'awsvpc' is specified.",
			is: 'a script that calls ECS itself',
		},
		{
			text: 'ECS.InvalidParameterException: TaskDefinition is inactive (Service: AmazonECS; Status Code: 400)',
			is: 'another invalid parameter',
			flow: 'request-rejected',
		},
	],
	snippet: {
		says: 'What the state needs',
		language: 'json',
		code: `{
  "NetworkConfiguration": {
    "AwsvpcConfiguration": {
      "Subnets": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"],
      "SecurityGroups": ["sg-0a1b2c3d"],
      "AssignPublicIp": "DISABLED"
    }
  }
}`,
	},
};
