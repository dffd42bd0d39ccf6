// What is named here is all that the bundler keeps of the client.
export {
	DescribeServicesCommand,
	DescribeTaskDefinitionCommand,
	DescribeTasksCommand,
	ECSClient,
	paginateListServices,
	paginateListTaskDefinitionFamilies,
} from '@aws-sdk/client-ecs';
