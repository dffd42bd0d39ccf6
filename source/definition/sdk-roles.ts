import {isObject, member} from '../json.ts';
import type {PassedRoleTemplate} from './integrations.ts';
import type {SdkCall} from './sdk-call.ts';
import type {StateAt} from './walk-states.ts';

/**
 * Services that are handed a role by one of their calls, as their documentation says; of others the role is known
 * and the service is not.
 * https://docs.aws.amazon.com/fis/latest/userguide/security_iam_id-based-policy-examples.html
 * https://docs.aws.amazon.com/bedrock/latest/userguide/knowledge-base-permissions.html
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-evaluation-security.html
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-identity-based.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html
 * https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html
 */
const passedTo: Record<string, string> = {
	backup: 'backup.amazonaws.com',
	bedrock: 'bedrock.amazonaws.com',
	bedrockagent: 'bedrock.amazonaws.com',
	cloudformation: 'cloudformation.amazonaws.com',
	comprehend: 'comprehend.amazonaws.com',
	firehose: 'firehose.amazonaws.com',
	fis: 'fis.amazonaws.com',
	glue: 'glue.amazonaws.com',
	lambda: 'lambda.amazonaws.com',
	pipes: 'pipes.amazonaws.com',
	sagemaker: 'sagemaker.amazonaws.com',
	scheduler: 'scheduler.amazonaws.com',
	sfn: 'states.amazonaws.com',
	ssm: 'ssm.amazonaws.com',
	transcribe: 'transcribe.amazonaws.com',
	translate: 'translate.amazonaws.com',
};

/**
 * Calls that name a role to look at it, to assume it, or to take it away, and hand it to no service: AWS's reference
 * lists iam:PassRole for none of their actions. Of all actions that it does list it for, two that remove a role and one
 * that reads are named like these.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemakergeospatialcapabilities.html
 */
const handsNone: ReadonlyArray<{calls: RegExp; source: string}> = [
	{
		calls: /^sts:/,
		source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
	},
	{calls: /^iam:/, source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html'},
	{
		calls: /^(?:sso|ssoadmin|organizations|ram):/,
		source:
			'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html',
	},
	{
		calls: /^lakeformation:assumedecoratedrolewithsaml$/,
		source:
			'https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_AssumeDecoratedRoleWithSAML.html',
	},
	{
		calls: /^emrcontainers:/,
		source:
			'https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/iam-execution-role.html',
	},
	// Roles stand there in data that the caller keeps, sends or runs something with.
	{
		calls:
			/^(?:dynamodb|sqs|eventbridge:putevents|lambda:invoke|sfn:start|sns:publish|kinesis:put)/,
		source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
	},
	{
		calls:
			/^(?!rds:removerolefrom|sagemakergeospatial:gettile)\w+:(?:get|list|describe|search|lookup|delete|disassociate|detach|remove|revoke|untag)/,
		source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
	},
];

/** Parameters that hold what the caller sends or keeps, not what the service itself reads. */
const data =
	/^(?:Payload|Input|Detail|Item|Items|Body|Message|MessageBody|Tags|Arguments|DefaultArguments|Environment|Variables|Parameters|HyperParameters|ExpressionAttributeValues|DesiredState|TypeConfiguration)$/i;

const named = /(?:Role(?:Arn)?|SnsCallerArn|CredentialsArn)$/i;

/** `IamRoles` and `RoleArns` are lists of them, and `Roles` of an identity pool names each by whom it is for. */
const several = /(?:IamRoles|RoleArns|Roles)$/i;

/** Services that are given a role by its name as well as by its ARN. */
const byName = new Set(['glue', 'codebuild']);

/** What a launch template names is handed over when instances are started from it. */
const startsInstances = /^(?:ec2:(?!createlaunchtemplate)|autoscaling:|imagebuilder:)/;

export type NamedRole = PassedRoleTemplate & {byName: boolean};

/**
 * The parameters of a call through the SDK that name a role: passing a role to a service needs `iam:PassRole`
 * on it. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function rolesInParameters(state: StateAt, {service, operation}: SdkCall): NamedRole[] {
	const call = `${service}:${operation}`.toLowerCase();
	const own = service.toLowerCase();

	// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html
	if (call === 'iam:addroletoinstanceprofile') {
		return [{parameter: 'RoleName', service: 'ec2.amazonaws.com', byName: true}];
	}

	if (handsNone.some(({calls}) => calls.test(call))) {
		return [];
	}

	const field = state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
	const parameters = member(state.value, field);
	const paths = [...new Set(pathsOf(isObject(parameters) ? parameters : {}, '', 0))];

	return paths.flatMap((parameter): NamedRole[] => {
		const [last = ''] = parameter.match(/\w+(?=(?:\[\])?$)/) ?? [];
		const isProfile =
			startsInstances.test(call) && /InstanceProfile/i.test(parameter) && !named.test(last);

		return isProfile
			? [
					{
						parameter,
						service: 'ec2.amazonaws.com',
						of: 'the role of the instance profile',
						always: true,
						byName: false,
					},
				]
			: isRole(parameter)
				? [{parameter, service: receiver(call, own), byName: byName.has(own)}]
				: [];
	});
}

const isRole = (path: string): boolean => {
	const steps = path.replaceAll('[]', '').split('.');
	const last = steps.at(-1) ?? '';

	return (
		(named.test(last) || several.test(last) || several.test(steps.at(-2) ?? '')) &&
		!/^Remove/i.test(last)
	);
};

/** Where one call of a service hands it to another. */
const receivers: ReadonlyArray<{calls: RegExp; service: string}> = [
	{calls: /^eventbridge:(?:puttargets|putrule)$/, service: 'events.amazonaws.com'},
	{calls: /^ecs:registertaskdefinition$/, service: 'ecs-tasks.amazonaws.com'},
	{calls: /^batch:registerjobdefinition$/, service: 'ecs-tasks.amazonaws.com'},
	{calls: /^rds:startexporttask$/, service: 'export.rds.amazonaws.com'},
	{calls: /^s3control:createjob$/, service: 'batchoperations.s3.amazonaws.com'},
	{calls: /^s3:putbucketreplication$/, service: 's3.amazonaws.com'},
	{calls: /^iot:/, service: 'iot.amazonaws.com'},
	{calls: /^medialive:/, service: 'medialive.amazonaws.com'},
];

const receiver = (call: string, service: string): string | null =>
	receivers.find(({calls}) => calls.test(call))?.service ?? passedTo[service] ?? null;

/** Every path that a role's name or ARN can stand at: `Targets[].RoleArn`, `Roles.authenticated`, `IamRoles[]`. */
function pathsOf(value: object, before: string, depth: number): string[] {
	return Object.entries(value).flatMap(([key, inner]) => {
		const name = key.replace(/\.\$$/, '');
		const path = before + name;

		if (Array.isArray(inner)) {
			const items = inner.filter(isObject);
			const plain = items.length < inner.length ? [`${path}[]`] : [];
			return depth > 6 || data.test(name)
				? []
				: [...plain, ...items.flatMap(item => pathsOf(item, `${path}[].`, depth + 1))];
		}

		if (!isObject(inner)) {
			return [path];
		}

		// Of the parameters of a runbook its own role is the one that Systems Manager assumes.
		return data.test(name)
			? pathsOf(inner, `${path}.`, depth + 1).filter(each =>
					/\.AutomationAssumeRole(?:\[\])?$/.test(each),
				)
			: depth > 6
				? []
				: pathsOf(inner, `${path}.`, depth + 1);
	});
}
