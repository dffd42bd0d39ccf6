import type {CloudTrailReads} from './cloudtrail.ts';
import type {CloudWatchLogsReads, CloudWatchLogsWrites} from './cloudwatch-logs.ts';
import type {AuthorizationReads} from './decode-authorization.ts';
import type {EcsReads} from './ecs.ts';
import type {IamReads, IamWrites} from './iam.ts';
import type {JobReads} from './jobs.ts';
import type {LambdaReads} from './lambda.ts';
import type {PolicyReviewReads} from './policy-review.ts';
import type {ResourcePolicyReads} from './resource-policies.ts';
import type {StepFunctionsReads, StepFunctionsWrites} from './step-functions.ts';
import type {StateTestReads} from './test-state.ts';

export type Identity = {accountId: string; arn: string; region: string; partition: string};

/** What AWS can be asked. Every failure is an AccountError. */
export type Reads = {identity(): Promise<Identity>} & StepFunctionsReads &
	StateTestReads &
	IamReads &
	CloudWatchLogsReads &
	EcsReads &
	CloudTrailReads &
	AuthorizationReads &
	LambdaReads &
	PolicyReviewReads &
	JobReads &
	ResourcePolicyReads;

/** What can be written. Each is one AWS call. */
export type Writes = StepFunctionsWrites & IamWrites & CloudWatchLogsWrites;

export type Account = {
	/** Never memoised: for the look just before a write and the wait after it. */
	reads: Reads;
	writes: Writes;
};
