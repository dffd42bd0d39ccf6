import {isObject, member} from '../json.ts';

export const terraformSource =
	'The file is the source or the log of Terraform: run terraform plan -out=plan.out, and check the output of terraform show -json plan.out.';

export const isTerraformText = (text: string): boolean =>
	/^\s*(?:resource|module|data|locals|provider|terraform|variable) [^\n:]*\{\s*$|"@module":"(?:terraform|tofu)/m.test(
		text,
	);

const has = (value: unknown, ...names: string[]): boolean =>
	names.every(name => member(value, name) !== undefined);

const alone =
	'check the definition and the policies of the role by themselves (--definition FILE --policy FILE).';

/** Files that are near what can be read, and what to check in place of them. */
const others: {is(value: unknown, text: string): boolean; words: string}[] = [
	{
		is: value =>
			has(value, 'service', 'provider') ||
			has(value, 'stepFunctions') ||
			has(value, 'stateMachines'),
		words:
			'The file is the source of a Serverless Framework service: run serverless package, and check .serverless/cloudformation-template-update-stack.json.',
	},
	{
		is: value =>
			isObject(member(value, 'artifacts')) ||
			has(value, 'version', 'tree') ||
			has(value, 'files', 'dockerImages'),
		words: 'The file is the manifest of a CDK application: check the *.template.json beside it.',
	},
	{
		is: value => has(value, 'app') && typeof member(value, 'app') === 'string',
		words:
			'The file configures a CDK application: run cdk synth, and check cdk.out/*.template.json.',
	},
	{
		is: value => has(value, 'TemplateBody'),
		words:
			'The file is the output of aws cloudformation get-template: check what its TemplateBody holds.',
	},
	{
		is: value =>
			['resource_changes', 'configuration', 'prior_state'].some(name => has(value, name)) &&
			has(value, 'format_version'),
		words:
			'The file is a Terraform plan without planned_values: check the whole output of terraform show -json plan.out.',
	},
	{
		is: value => has(value, 'terraform_version') && !has(value, 'format_version'),
		words: 'The file is a Terraform state: check the output of terraform show -json.',
	},
	{
		is: value => /^format_version(?:,terraform_version)?$/.test(Object.keys(Object(value)).join()),
		words: 'The file is an empty Terraform state.',
	},
	{
		is: (value, text) => has(value, 'resource') || isTerraformText(text),
		words: terraformSource,
	},
	{
		is: value =>
			(has(value, 'steps') && JSON.stringify(value).includes('urn:pulumi:')) ||
			has(value, 'runtime', 'name') ||
			has(value, 'deployment', 'version'),
		words: `The file is of Pulumi, which sfn-fix does not read: ${alone}`,
	},
];

/** Null where the file is near nothing that can be read. */
export const wayOut = (value: unknown, text: string): string | null =>
	others.find(({is}) => is(value, text))?.words ?? null;
