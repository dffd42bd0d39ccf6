import {parseArn} from '../aws/arn.ts';
import {asStored, inPlace} from './fill-resource-type.ts';
import {bedrockModel} from './model-names.ts';
import {objectsOf, transcription, written} from './objects-of-caller.ts';
import {hasParameters, type ParameterSource} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';
import {
	codeOfFunction,
	knowledgeBase,
	tableExport,
	taggedOnCreation,
	withObject,
} from './s3-second.ts';
import {type Ask, both, isSet, nothing, on, type Second, textAt} from './second-statement.ts';

/**
 * What a service asks for with the caller's permissions beside the call itself: the object that it reads, the
 * secret that it signs in with. Each where the parameters say so.
 */
export function secondPermissions(
	prefix: string,
	operation: string,
	source: ParameterSource,
	place: StateMachineLocation,
	resources: readonly string[] = [],
): Second {
	const ask: Ask = {source, place};

	switch (prefix) {
		case 'rds-data':
			return secret(ask);
		case 'redshift-data':
			return /executestatement$|^list(databases|schemas|tables)|^describetable/i.test(operation)
				? both([secret(ask), redshiftCredentials(ask)])
				: nothing;
		case 'rekognition':
		case 'textract':
			return both(
				objectsOf(ask, [
					'Image',
					'Video',
					'Document',
					'DocumentLocation',
					'SourceImage',
					'TargetImage',
				]),
			);
		case 'transcribe':
			return transcription(ask);
		case 'polly':
			return written(ask, 'OutputS3BucketName', 'OutputS3KeyPrefix');
		case 'elasticmapreduce':
			return /^(addtags|removetags)$/i.test(operation) ? nothing : tagging(operation, ask);
		case 'bedrock':
			return /^(invokemodel|converse)/i.test(operation)
				? guardrail(ask)
				: /^retrieveandgenerate/i.test(operation)
					? generation(ask)
					: nothing;
		case 's3':
			return withObject(operation, ask, resources);
		case 'dynamodb':
			return tableExport(operation, ask);
		case 'lambda':
			return /^(createfunction|updatefunctioncode|publishlayerversion)$/i.test(operation)
				? codeOfFunction(ask)
				: nothing;
		case 'ec2':
			return taggedOnCreation(operation, ask);
		default:
			return nothing;
	}
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html */
function secret(ask: Ask): Second {
	if (!isSet(ask, 'SecretArn')) {
		return nothing;
	}

	const {partition, region, accountId} = ask.place;
	const {text, unknown} = textAt(ask, 'SecretArn');
	const arn =
		text === null
			? `arn:${partition}:secretsmanager:${region}:${accountId}:secret:*`
			: parseArn(text)
				? asStored(text)
				: `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${text}-??????`;

	return on(['secretsmanager:GetSecretValue'], arn, [unknown]);
}

/**
 * Without a secret the Data API of Redshift signs in with credentials that it asks for as the caller.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-access.html
 */
function redshiftCredentials(ask: Ask): Second {
	if (isSet(ask, 'SecretArn')) {
		return nothing;
	}

	const {partition, region, accountId} = ask.place;
	const inAccount = (service: string, rest: string) =>
		`arn:${partition}:${service}:${region}:${accountId}:${rest}`;

	if (isSet(ask, 'WorkgroupName')) {
		// A workgroup's ARN holds its id, not its name.
		return on(
			['redshift-serverless:GetCredentials'],
			inAccount('redshift-serverless', 'workgroup/*'),
		);
	}

	if (!isSet(ask, 'ClusterIdentifier')) {
		return nothing;
	}

	const cluster = textAt(ask, 'ClusterIdentifier');
	const user = textAt(ask, 'DbUser');
	const database = textAt(ask, 'Database');
	const name = cluster.text ?? '*';

	return isSet(ask, 'DbUser')
		? on(
				['redshift:GetClusterCredentials'],
				inAccount('redshift', `dbuser:${name}/${user.text ?? '*'}`),
				[cluster.unknown, user.unknown],
			)
		: on(
				['redshift:GetClusterCredentialsWithIAM'],
				inAccount('redshift', `dbname:${name}/${database.text ?? '*'}`),
				[cluster.unknown, database.unknown],
			);
}

/** https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-tags.html */
function tagging(operation: string, ask: Ask): Second {
	const {partition, region, accountId} = ask.place;

	return /^runjobflow$/i.test(operation) && isSet(ask, 'Tags')
		? on(
				['elasticmapreduce:AddTags'],
				`arn:${partition}:elasticmapreduce:${region}:${accountId}:cluster/*`,
			)
		: nothing;
}

/**
 * The knowledge base is searched and the model called as the caller.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/knowledge-base-prereq-permissions-general.html
 */
function generation(ask: Ask): Second {
	const within = 'RetrieveAndGenerateConfiguration.';
	const models = ['KnowledgeBaseConfiguration', 'ExternalSourcesConfiguration']
		.map(each => `${within}${each}.ModelArn`)
		.filter(each => hasParameters(ask.source) && isSet(ask, each));
	return both([
		knowledgeBase(ask, `${within}KnowledgeBaseConfiguration.KnowledgeBaseId`),
		...models.map(each => {
			const {text, unknown} = textAt(ask, each);
			const arn =
				text === null ? `arn:${ask.place.partition}:bedrock:*:*:*` : bedrockModel(text).text;
			return on(['bedrock:InvokeModel'], inPlace(arn, ask.place), [unknown]);
		}),
	]);
}

/** https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions.html */
function guardrail(ask: Ask): Second {
	const path = ['GuardrailIdentifier', 'GuardrailConfig.GuardrailIdentifier'].find(each =>
		isSet(ask, each),
	);

	if (path === undefined) {
		return nothing;
	}

	const {partition, region, accountId} = ask.place;
	const {text, unknown} = textAt(ask, path);
	const arn = parseArn(text ?? '')
		? (text ?? '')
		: `arn:${partition}:bedrock:${region}:${accountId}:guardrail/${text ?? '*'}`;

	return on(['bedrock:ApplyGuardrail'], arn, [unknown]);
}
