import {values} from './action-on.ts';
import type {NeededStatement} from './need.ts';
import type {ParameterSource} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';

/**
 * Condition keys that a call through the SDK carries, by what its parameters say: what is not known is left out.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
 */
export function carried(
	action: string,
	source: ParameterSource,
	{partition, region, accountId}: StateMachineLocation,
): Pick<NeededStatement, 'carries'> {
	const only = (path: string) => values(source, path).at(0);
	const cluster = action.startsWith('ecs:') ? only('Cluster') : undefined;
	const namespace = action === 'cloudwatch:PutMetricData' ? only('Namespace') : undefined;
	const prefix = action === 's3:ListBucket' ? only('Prefix') : undefined;
	const encryption = action === 's3:PutObject' ? only('ServerSideEncryption') : undefined;
	const carries = {
		...(cluster && {
			'ecs:cluster': [
				cluster.startsWith('arn:')
					? cluster
					: `arn:${partition}:ecs:${region}:${accountId}:cluster/${cluster}`,
			],
		}),
		...(prefix !== undefined && {'s3:prefix': [prefix]}),
		...(encryption && {'s3:x-amz-server-side-encryption': [encryption]}),
		...(namespace && {'cloudwatch:namespace': [namespace]}),
	};

	return Object.keys(carries).length > 0 ? {carries} : {};
}
