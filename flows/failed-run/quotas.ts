/** A quota that a state machine can reach, as AWS names it. */
export type Quota = {
	name: string;
	/** The Service Quotas code; null where it is not known here. */
	code: string | null;
	/** The service code of Service Quotas; null where it is not listed there. */
	service: string | null;
	/** The default. */
	usual: string;
	/** Null where AWS's pages do not say. */
	adjustable: boolean | null;
	/** What helps without an increase. */
	wayOut: string;
};

type Known = {fits: RegExp; quota: Quota};

/**
By the error and its cause. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
*/
const known: readonly Known[] = [
	{
		fits: /maximum number of history events/i,
		quota: {
			name: 'Maximum execution history size',
			code: null,
			service: null,
			usual: '25,000 events in one execution',
			adjustable: false,
			wayOut:
				'Start a new execution before the limit is reached, or run the parts as nested executions or a Distributed Map.',
		},
	},
	{
		fits: /ExecutionLimitExceeded/,
		quota: {
			name: 'Maximum open executions per account',
			code: null,
			service: 'states',
			usual: '1,000,000 in each region, Standard only',
			adjustable: true,
			wayOut:
				'Look for executions that never end, such as those that wait for a callback without a timeout.',
		},
	},
	{
		fits: /StateMachineLimitExceeded/,
		quota: {
			name: 'Maximum number of registered state machines',
			code: null,
			service: 'states',
			usual: '100,000',
			adjustable: true,
			wayOut: 'Delete unused ones.',
		},
	},
	{
		fits: /ActivityLimitExceeded/,
		quota: {
			name: 'Maximum number of registered activities',
			code: null,
			service: 'states',
			usual: '100,000',
			adjustable: true,
			wayOut: 'Delete unused ones.',
		},
	},
	{
		fits: /ActivityWorkerLimitExceeded/,
		quota: {
			name: 'Maximum pollers per activity',
			code: null,
			service: 'states',
			usual: '1,000 that call GetActivityTask at once for one activity',
			adjustable: null,
			wayOut: 'Poll with fewer workers, or use several activities.',
		},
	},
	{
		fits: /Lambda\.TooManyRequestsException|AWSLambda[^"]{0,80}(?:429|TooManyRequests|Rate Exceeded)/i,
		quota: {
			name: 'Concurrent executions of Lambda functions',
			code: 'L-B99A9384',
			service: 'lambda',
			usual: '1,000 in each region, less in new accounts; a function can reserve a part of it',
			adjustable: true,
			wayOut:
				'Add a Retry for Lambda.TooManyRequestsException with BackoffRate and JitterStrategy, and lower MaxConcurrency of a Map.',
		},
	},
	{
		fits: /ConcurrentRunsExceeded/,
		quota: {
			name: 'Concurrent runs of the Glue job (MaxConcurrentRuns of the job itself, then of the account)',
			code: null,
			service: 'glue',
			usual: 'default 1 for each job',
			adjustable: true,
			wayOut: 'Raise MaxConcurrentRuns of the job, or add a Retry that waits.',
		},
	},
	{
		fits: /ProvisionedThroughputExceeded/,
		quota: {
			name: 'Throughput of the DynamoDB table',
			code: null,
			service: null,
			usual: 'the capacity of the table',
			adjustable: true,
			wayOut:
				'Raise the capacity of the table or switch it to on-demand, and add a Retry with backoff.',
		},
	},
];

export const quotaFor = (text: string): Quota | null =>
	known.find(({fits}) => fits.test(text))?.quota ?? null;
