// What is named here is all that the bundler keeps of the client.
export {
	DescribeExecutionCommand,
	DescribeStateMachineCommand,
	DescribeStateMachineForExecutionCommand,
	ListTagsForResourceCommand,
	paginateGetExecutionHistory,
	paginateListExecutions,
	paginateListStateMachines,
	RedriveExecutionCommand,
	SFNClient,
	StartExecutionCommand,
	UpdateStateMachineCommand,
	ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
