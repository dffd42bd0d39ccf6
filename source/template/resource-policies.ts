import {type JsonObject, member, parseJson} from '../json.ts';
import {isDeployed} from './cloudformation-roles.ts';
import type {DeployedResourcePolicy} from './deployment.ts';
import type {Resolver} from './intrinsics.ts';
import {documentOf, onlyPerhaps} from './policy-text.ts';
import type {TerraformPlan} from './terraform-plan.ts';

/** The property that names what the policy belongs to, null where that is the resource itself; that with the policy. */
const ofTemplates: Record<string, [of: string | null, policy: string]> = {
	'AWS::KMS::Key': [null, 'KeyPolicy'],
	'AWS::SQS::QueuePolicy': ['Queues', 'PolicyDocument'],
	'AWS::SNS::TopicPolicy': ['Topics', 'PolicyDocument'],
	'AWS::S3::BucketPolicy': ['Bucket', 'PolicyDocument'],
	'AWS::Lambda::Permission': ['FunctionName', ''],
};

const ofPlans: Record<string, [of: string, policy: string]> = {
	aws_kms_key: ['arn', 'policy'],
	aws_kms_key_policy: ['key_id', 'policy'],
	aws_sqs_queue: ['arn', 'policy'],
	aws_sqs_queue_policy: ['queue_url', 'policy'],
	aws_sns_topic_policy: ['arn', 'policy'],
	aws_s3_bucket_policy: ['bucket', 'policy'],
	aws_lambda_permission: ['function_name', ''],
};

export const policiesOfResources = (resolver: Resolver): DeployedResourcePolicy[] =>
	[...resolver.resources.values()].flatMap(({id, type, properties, value}) => {
		const deployed = isDeployed(value, resolver);
		const [of, name] = ofTemplates[type] ?? [];

		if (name === undefined || deployed === false) {
			return [];
		}

		const targets =
			of === null ? resolver.nameOf(id) : resolver.resolve(member(properties, of ?? ''));
		const policy = policyOf(
			targets,
			resolver.resolve(
				name === '' ? permission(properties, 'Principal', 'Action') : member(properties, name),
			),
		);

		return policy === null
			? []
			: [deployed === null ? {...policy, document: onlyPerhaps(policy).document} : policy];
	});

export const policiesOfPlan = ({resources}: TerraformPlan): DeployedResourcePolicy[] =>
	resources.flatMap(({type, values}) => {
		const [of = '', name] = ofPlans[type] ?? [];

		return name === undefined || values[of] === undefined
			? []
			: (policyOf(
					values[of],
					name === ''
						? permission(values, 'principal', 'action')
						: parseJson(String(values[name] ?? '')),
				) ?? []);
	});

function policyOf(targets: unknown, policy: unknown): DeployedResourcePolicy | null {
	if (policy === undefined || policy === null) {
		return null;
	}

	const read = documentOf(policy);

	return {
		kind: 'inline',
		name: 'resource policy',
		arn: null,
		of: [targets].flat().map(target => nameIn(String(target))),
		document: read.document,
		// Whom a parameter names can be the role.
		unknown: /"Principal":[^}]*?__open\d+x/.test(read.document) ? 'whom it names' : read.unknown,
	};
}

/** The name of a queue, say, is the last part of its ARN and of its URL. */
export const nameIn = (text: string): string => text.split(/[:/]/).at(-1) ?? text;

/** What is given to a service is no matter of the role. */
function permission(values: JsonObject, principal: string, action: string): unknown {
	const who = member(values, principal);

	return typeof who === 'string' && who.includes('.amazonaws.com')
		? undefined
		: {
				Version: '2012-10-17',
				Statement: [
					{
						Effect: 'Allow',
						Principal: who === '*' ? '*' : {AWS: who},
						Action: member(values, action),
						Resource: '*',
					},
				],
			};
}
