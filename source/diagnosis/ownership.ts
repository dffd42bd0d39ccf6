export type DeploymentTool =
	| 'CloudFormation'
	| 'SAM'
	| 'CDK'
	| 'Terraform'
	| 'Pulumi'
	| 'AWS Copilot'
	| 'Serverless Framework';

/**
 * `name` is the stack's, `resource` the logical id in it, where they are known; `certain` where AWS or the tool
 * documents the marker.
 */
export type Owner = {
	tool: DeploymentTool;
	name: string | null;
	resource: string | null;
	certain: boolean;
};

type Marker = {
	tool: DeploymentTool;
	certain: boolean;
	fits(tags: Readonly<Record<string, string>>): boolean;
};

const stackName = 'aws:cloudformation:stack-name';
const logicalId = 'aws:cloudformation:logical-id';
const inStack = (tags: Readonly<Record<string, string>>): boolean => stackName in tags;

const keysOfHabit =
	/^(?:managed[-_ ]?by|created[-_ ]?by|provisioned[-_ ]?by|provisioner|iac|tool)$/i;

/** No tool of these tags by itself: people do, each in their own way. */
const mentions = (tags: Readonly<Record<string, string>>, tool: string): boolean =>
	Object.entries(tags).some(
		([key, value]) =>
			key.toLowerCase().startsWith(tool) ||
			(keysOfHabit.test(key) && value.toLowerCase().includes(tool)),
	);

/** The more particular first: SAM, the CDK and the Serverless Framework deploy through CloudFormation. */
const markers: readonly Marker[] = [
	{
		// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
		tool: 'SAM',
		certain: true,
		fits: tags => tags['stateMachine:createdBy'] === 'SAM',
	},
	{tool: 'AWS Copilot', certain: false, fits: tags => 'copilot-application' in tags},
	{
		tool: 'Serverless Framework',
		certain: false,
		fits: tags => inStack(tags) && 'STAGE' in tags,
	},
	{
		// The CDK ends logical ids with eight digits of a hash.
		tool: 'CDK',
		certain: false,
		fits: tags => inStack(tags) && /[0-9A-F]{8}$/.test(tags[logicalId] ?? ''),
	},
	{
		// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
		tool: 'CloudFormation',
		certain: true,
		fits: inStack,
	},
	{tool: 'Terraform', certain: false, fits: tags => mentions(tags, 'terraform')},
	{tool: 'Pulumi', certain: false, fits: tags => mentions(tags, 'pulumi')},
];

/** The tool whose next deployment would undo a change made by hand; null where no tag tells of one. */
export function ownerOf(tags: Readonly<Record<string, string>>): Owner | null {
	const marker = markers.find(({fits}) => fits(tags));
	return marker
		? {
				tool: marker.tool,
				name: tags[stackName] ?? null,
				resource: tags[logicalId] ?? null,
				certain: marker.certain,
			}
		: null;
}
