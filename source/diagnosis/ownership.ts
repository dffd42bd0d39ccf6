/** The deployment tool that tags give away. `certain` where the tags are ones that the tool alone sets. */
export type Owner = {tool: string; name: string | null; certain: boolean};

type Sign = (tags: Record<string, string>) => Owner | null;

/**
CloudFormation's tags are documented and reserved; those of the others are habits.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
*/
const signs: readonly Sign[] = [
	tags =>
		tags['stateMachine:createdBy'] === 'SAM'
			? {tool: 'AWS SAM', name: stackOf(tags), certain: true}
			: null,
	tags =>
		stackOf(tags) === null ? null : {tool: 'CloudFormation', name: stackOf(tags), certain: true},
	tags =>
		'copilot-application' in tags
			? {tool: 'AWS Copilot', name: tags['copilot-application'] ?? null, certain: false}
			: null,
	tags => (mentions(tags, 'terraform') ? {tool: 'Terraform', name: null, certain: false} : null),
	tags => (mentions(tags, 'pulumi') ? {tool: 'Pulumi', name: null, certain: false} : null),
	tags => ('STAGE' in tags ? {tool: 'Serverless Framework', name: null, certain: false} : null),
];

/** Null where no tag tells of a tool: Terraform leaves none by itself. */
export const ownerOf = (tags: Record<string, string>): Owner | null =>
	signs.map(sign => sign(tags)).find(owner => owner !== null) ?? null;

const stackOf = (tags: Record<string, string>): string | null =>
	tags['aws:cloudformation:stack-name'] ?? null;

const keysOfHabit = /^(?:managed[-_]?by|created[-_]?by|provisioned[-_]?by|provisioner|iac|tool)$/i;

const mentions = (tags: Record<string, string>, tool: string): boolean =>
	Object.entries(tags).some(
		([key, value]) =>
			key.toLowerCase() === tool || (keysOfHabit.test(key) && value.toLowerCase().includes(tool)),
	);
