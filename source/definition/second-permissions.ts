import {parseArn} from '../aws/arn.ts';
import type {NeededStatement} from './need.ts';
import {type ParameterSource, readParameter} from './parameters.ts';
import type {Place} from './place.ts';

type Second = {statements: NeededStatement[]; unknowns: string[]};

/**
 * What a service asks for with the caller's permissions beside the call itself: the object that it reads, the
 * secret that it signs in with. Each where the parameters say so.
 */
export function secondPermissions(
	prefix: string,
	operation: string,
	source: ParameterSource,
	place: Place,
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
			return /^(invokemodel|converse)/i.test(operation) ? guardrail(ask) : nothing;
		default:
			return nothing;
	}
}

type Ask = {source: ParameterSource; place: Place};

const nothing: Second = {statements: [], unknowns: []};

const both = (parts: readonly Second[]): Second => ({
	statements: parts.flatMap(({statements}) => statements),
	unknowns: parts.flatMap(({unknowns}) => unknowns),
});

const isSet = ({source}: Ask, path: string): boolean => readParameter(source, path).length > 0;

/** One text, or why it is not known. */
function textAt({source}: Ask, path: string): {text: string | null; unknown: string | null} {
	const [found] = readParameter(source, path);

	return {
		text:
			found && 'value' in found && typeof found.value === 'string'
				? found.value
				: (found && 'unknown' in found && !isLocation(found.like) && found.like) || null,
		unknown: found && 'unknown' in found ? found.unknown : null,
	};
}

/** The known parts of an ARN or a URL are no name. */
const isLocation = (like: string | undefined): boolean => /^(?:arn|https?|s3):/.test(like ?? '');

function on(
	actions: string[],
	resource: string,
	unknowns: ReadonlyArray<string | null> = [],
): Second {
	const open = unknowns.filter(each => each !== null);

	return {
		statements: [
			{
				actions,
				resources: [resource],
				inferred: true,
				...(open.length > 0 && {
					dynamic: true,
					when: 'what the parameters name when the state runs is not shared with the role otherwise',
				}),
			},
		],
		unknowns: open,
	};
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
				? text
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

/**
 * https://docs.aws.amazon.com/rekognition/latest/dg/security_iam_id-based-policy-examples.html
 * https://docs.aws.amazon.com/textract/latest/dg/security_iam_service-with-iam.html
 */
const objectsOf = (ask: Ask, parents: readonly string[]): Second[] =>
	parents
		.map(parent => `${parent}.S3Object`)
		.filter(path => isSet(ask, path))
		.map(path => {
			const bucket = textAt(ask, `${path}.Bucket`);
			const key = textAt(ask, `${path}.Name`);
			return read(ask, bucket, key);
		});

type Text = ReturnType<typeof textAt>;

const read = ({place}: Ask, bucket: Text, key: Text): Second =>
	on(['s3:GetObject'], `arn:${place.partition}:s3:::${bucket.text ?? '*'}/${key.text ?? '*'}`, [
		bucket.unknown,
		key.unknown,
	]);

function written(ask: Ask, bucketAt: string, keyAt: string): Second {
	if (!isSet(ask, bucketAt)) {
		return nothing;
	}

	const bucket = textAt(ask, bucketAt);
	const key = textAt(ask, keyAt);
	const start = key.text ?? '';

	return on(['s3:PutObject'], `arn:${ask.place.partition}:s3:::${bucket.text ?? '*'}/${start}*`, [
		bucket.unknown,
		key.unknown,
	]);
}

/**
 * Media are read, and results written, as the caller, unless a role is named for it.
 * https://docs.aws.amazon.com/transcribe/latest/dg/security_iam_id-based-policy-examples.html
 */
function transcription(ask: Ask): Second {
	if (isSet(ask, 'JobExecutionSettings.DataAccessRoleArn') || isSet(ask, 'DataAccessRoleArn')) {
		return nothing;
	}

	const media = textAt(ask, 'Media.MediaFileUri');
	const [, bucket, key] =
		/^(?:s3:\/\/|https?:\/\/s3[.-][^/]{0,60}amazonaws\.com\/)([^/]{3,63})\/(.+)$/.exec(
			media.text ?? '',
		) ??
		/^https?:\/\/([^./]{3,63})\.s3[.-][^/]{0,60}\/(.+)$/.exec(media.text ?? '') ??
		[];
	const known = {text: bucket ?? null, unknown: media.unknown};

	return both([
		...(isSet(ask, 'Media.MediaFileUri')
			? [read(ask, known, {text: key ?? null, unknown: null})]
			: []),
		written(ask, 'OutputBucketName', 'OutputKey'),
	]);
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
