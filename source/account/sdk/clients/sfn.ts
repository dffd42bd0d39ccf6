// What is named here is all that the bundler keeps of the client.
export {
	DescribeExecutionCommand,
	DescribeMapRunCommand,
	DescribeStateMachineCommand,
	DescribeStateMachineForExecutionCommand,
	GetExecutionHistoryCommand,
	ListExecutionsCommand,
	ListTagsForResourceCommand,
	paginateGetExecutionHistory,
	paginateListExecutions,
	paginateListMapRuns,
	paginateListStateMachines,
	RedriveExecutionCommand,
	SFNClient,
	StartExecutionCommand,
	UpdateStateMachineCommand,
	ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
