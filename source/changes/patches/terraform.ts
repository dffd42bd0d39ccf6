import {oneLine, type PatchPrinter} from './patch.ts';

/** JSON is valid HCL, but for the two beginnings of a template. */
const hcl = (value: unknown): string =>
	JSON.stringify(value, null, 2).replaceAll('${', '$$${').replaceAll('%{', '%%{');

const label = (name: string): string =>
	`"${name.replaceAll(/[^A-Za-z0-9_-]+/g, '_').replace(/^(?=[\d-]|$)/, '_')}"`;

const indented = (text: string): string => text.replaceAll('\n', '\n  ');

const resource = (type: string, name: string, lines: readonly string[]): string =>
	[`resource "${type}" ${label(name)} {`, ...lines.map(line => `  ${indented(line)}`), '}'].join(
		'\n',
	);

export const terraform: PatchPrinter = {
	rolePolicy: ({roleName, policyName, document}) =>
		resource('aws_iam_role_policy', policyName, [
			`name = ${hcl(policyName)}`,
			`role = ${hcl(roleName)}`,
			`policy = jsonencode(${hcl(document)})`,
		]),

	trustPolicy: ({roleName, document}) =>
		[
			`# In the aws_iam_role of ${oneLine(roleName)}`,
			`assume_role_policy = jsonencode(${hcl(document)})`,
		].join('\n'),

	logPolicy: ({policyName, text}) =>
		resource('aws_cloudwatch_log_resource_policy', policyName, [
			`policy_name = ${hcl(policyName)}`,
			`policy_document = jsonencode(${hcl(JSON.parse(text))})`,
		]),

	logGroup: ({logGroupName}) =>
		resource('aws_cloudwatch_log_group', logGroupName, [`name = ${hcl(logGroupName)}`]),

	logging: ({stateMachineName, logging: {level, includeExecutionData, destinations}}) =>
		[
			`# In the aws_sfn_state_machine of ${oneLine(stateMachineName)}`,
			'logging_configuration {',
			`  level                  = ${hcl(level)}`,
			`  include_execution_data = ${includeExecutionData}`,
			...destinations.map(arn => `  log_destination        = ${hcl(arn)}`),
			'}',
		].join('\n'),
};
