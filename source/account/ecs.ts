/** Where a container logs. `driver` is null where the task definition does not say. */
export type ContainerLogging = {
	name: string;
	driver: string | null;
	options: Readonly<Record<string, string>>;
};

export type TaskDefinition = {
	arn: string;
	family: string;
	revision: number;
	networkMode: string | null;
	requiresCompatibilities: string[];
	executionRoleArn: string | null;
	taskRoleArn: string | null;
};

type AwsvpcConfiguration = {
	subnets: string[];
	securityGroups: string[];
	assignPublicIp: 'ENABLED' | 'DISABLED' | null;
};

export type EcsService = {
	name: string;
	cluster: string;
	taskDefinition: string | null;
	network: AwsvpcConfiguration | null;
};

/** How an ECS task is doing. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html */
type TaskStatus = {
	lastStatus: string;
	desiredStatus: string | null;
	stoppedReason: string | null;
};

export type EcsReads = {
	/** `reference` is a family, `family:revision` or an ARN. */
	taskDefinition(reference: string): Promise<TaskDefinition>;
	/** Of each container of a task definition. */
	containerLogging(reference: string): Promise<ContainerLogging[]>;
	listTaskDefinitionFamilies(): Promise<string[]>;
	/** Null where it is gone: a stopped task is shown for about an hour. */
	taskStatus(cluster: string, taskArn: string): Promise<TaskStatus | null>;
	clusterServices(cluster: string): Promise<EcsService[]>;
};
