/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const accountLogResourcePolicyMaxCharacters = 5120;

/** Per region and account; cannot be raised. Same page. */
export const accountLogResourcePolicyMaxCount = 10;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html */
export const logGroupResourcePolicyMaxBytes = 51_200;

/**
 * All inline policies of one role together.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const roleInlinePoliciesMaxCharacters = 10_240;

/** Same page. */
export const managedPolicyMaxCharacters = 6144;

/** The default; AWS raises it on request up to 8,192. Same page. */
export const trustPolicyMaxCharacters = 2048;

/** CloudWatch Logs counts white space too. */
export const logResourcePolicyCharacters = (text: string): number => [...text].length;

export const logResourcePolicyBytes = (text: string): number =>
	new TextEncoder().encode(text).length;

/** IAM does not count white space. */
export const iamPolicyCharacters = (text: string): number => [...text.replace(/\s/g, '')].length;
