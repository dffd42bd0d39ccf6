/** A token bucket: so many calls at once, then so many a second. */
export type Rate = {bucket: number; refill: number};

/** Regions with larger buckets for a part of the calls. */
const largeRegions = ['us-east-1', 'us-west-2', 'eu-west-1'];

const rate = (bucket: number, refill: number): Rate => ({bucket, refill});

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html#service-limits-api-action-throttling-general */
const documented: Record<string, Rate> = {
	'states:DescribeStateMachine': rate(200, 20),
	'states:ListStateMachines': rate(100, 5),
	'states:StartExecution': rate(800, 150),
	'states:RedriveExecution': rate(800, 150),
	'states:DescribeExecution': rate(250, 10),
	'states:ListExecutions': rate(100, 2),
	'states:GetExecutionHistory': rate(400, 20),
	'states:DescribeStateMachineForExecution': rate(200, 1),
	'states:DescribeMapRun': rate(200, 1),
	'states:ListMapRuns': rate(100, 1),
	'states:ListTagsForResource': rate(100, 1),
	'states:ValidateStateMachineDefinition': rate(100, 1),
	// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
	'logs:DescribeLogGroups': rate(10, 10),
	'logs:FilterLogEvents': rate(5, 5),
	'logs:StartQuery': rate(10, 10),
	'logs:GetQueryResults': rate(10, 10),
	// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
	'cloudtrail:LookupEvents': rate(2, 2),
	// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#api-requests
	'lambda:GetPolicy': rate(15, 15),
};

const inLargeRegions: Record<string, Rate> = {
	'states:StartExecution': rate(1300, 300),
	'states:RedriveExecution': rate(1300, 300),
	'states:DescribeExecution': rate(300, 15),
	'states:ListExecutions': rate(200, 5),
};

/** AWS documents no rate of IAM, Amazon ECS and the rest for one call: slow enough that others are not held up. */
const assumed = rate(20, 10);

/** The rate of one call, such as `states:DescribeStateMachine`, in an account and region. */
export const rateOf = (operation: string, region: string): Rate =>
	(largeRegions.includes(region) ? inLargeRegions[operation] : undefined) ??
	documented[operation] ??
	assumed;

/** How long these calls take at least, in milliseconds: the slowest of the buckets decides. */
export const timeAllowed = (calls: ReadonlyMap<string, number>, region: string): number =>
	Math.max(
		0,
		...[...calls].map(([operation, count]) => {
			const {bucket, refill} = rateOf(operation, region);
			return (1000 * Math.max(0, count - bucket)) / refill;
		}),
	);
