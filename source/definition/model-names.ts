import {parseArn} from '../aws/arn.ts';
import type {Filling} from './filling.ts';

/** A cross-region profile is a model id with its geography in front: `eu.anthropic.claude-…`. */
const profileId = /^(?:us|us-gov|eu|apac|jp|au|ca|global)\.(?=\w)/;

const inferenceProfile = /^inference-profile\//;

/**
 * The ARN of what ModelId names: a model, a profile, an imported or provisioned model, a prompt router.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html
 */
export function bedrockModel(value: string): Filling {
	const arn = parseArn(value);

	if (arn) {
		return {text: value};
	}

	return {
		text: profileId.test(value)
			? `arn:\${Partition}:bedrock:\${Region}:\${Account}:inference-profile/${value}`
			: `arn:\${Partition}:bedrock:\${Region}::foundation-model/${value}`,
	};
}

/**
 * The model behind a cross-region profile, which is called in another region as well.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export function modelOfProfile(value: string): Filling | null {
	const resource = parseArn(value)?.resource;
	const id = resource === undefined ? value : resource.replace(inferenceProfile, '');

	return (resource === undefined || inferenceProfile.test(resource)) && profileId.test(id)
		? {text: id.replace(profileId, '')}
		: null;
}

/** A profile of somebody's own: which model it leads to is not in the definition. */
export const anyModelOfProfile = (value: string): Filling | null =>
	parseArn(value)?.resource.startsWith('application-inference-profile/') ? {text: '*'} : null;
