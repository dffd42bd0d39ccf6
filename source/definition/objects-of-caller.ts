import {type Ask, both, isSet, nothing, on, type Second, textAt} from './second-statement.ts';

/**
 * https://docs.aws.amazon.com/rekognition/latest/dg/security_iam_id-based-policy-examples.html
 * https://docs.aws.amazon.com/textract/latest/dg/security_iam_service-with-iam.html
 */
export const objectsOf = (ask: Ask, parents: readonly string[]): Second[] =>
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

export function written(ask: Ask, bucketAt: string, keyAt: string): Second {
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
export function transcription(ask: Ask): Second {
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
