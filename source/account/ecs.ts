export type TaskDefinition = {
	arn: string;
	family: string;
	revision: number;
	networkMode: string | null;
	requiresCompatibilities: string[];
	executionRoleArn: string | null;
	taskRoleArn: string | null;
};

export type AwsvpcConfiguration = {
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

export type EcsReads = {
	/** `reference` is a family, `family:revision` or an ARN. */
	taskDefinition(reference: string): Promise<TaskDefinition>;
	listTaskDefinitionFamilies(): Promise<string[]>;
	clusterServices(cluster: string): Promise<EcsService[]>;
};
