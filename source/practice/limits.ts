/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const accountLogPolicyCharacters = 5120;
export const accountLogPolicies = 10;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html */
export const logGroupPolicyBytes = 51_200;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const inlinePolicyCharacters = 10_240;
export const managedPolicyCharacters = 6144;
export const trustPolicyCharacters = 2048;
export const attachedPolicies = 20;

/** White space does not count in IAM; in CloudWatch Logs it does. */
export const iamCharacters = (document: string): number => document.replaceAll(/\s/g, '').length;

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const historyEvents = 25_000;
export const expressSeconds = 300;
