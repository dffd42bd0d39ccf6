// What is named here is all that the bundler keeps of the client.
export {
	CloudWatchLogsClient,
	CreateLogGroupCommand,
	DeleteLogGroupCommand,
	DeleteResourcePolicyCommand,
	DescribeLogGroupsCommand,
	DescribeLogStreamsCommand,
	DescribeResourcePoliciesCommand,
	FilterLogEventsCommand,
	GetLogEventsCommand,
	GetQueryResultsCommand,
	PutResourcePolicyCommand,
	paginateDescribeLogGroups,
	StartQueryCommand,
	StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
