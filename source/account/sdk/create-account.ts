import {type Clock, systemClock} from '../../clock.ts';
import {learnNames} from '../../names/printed-names.ts';
import type {Account} from '../account.ts';
import {cloudTrailReads} from './cloudtrail.ts';
import {cloudWatchLogsReads} from './cloudwatch-logs-reads.ts';
import {cloudWatchLogsWrites} from './cloudwatch-logs-writes.ts';
import {type ConnectionOptions, connectionOf} from './connection.ts';
import {ecsReads} from './ecs.ts';
import {iamReads} from './iam-reads.ts';
import {iamWrites} from './iam-writes.ts';
import {jobReads} from './jobs.ts';
import {lambdaReads} from './lambda.ts';
import {policyReviewReads} from './policy-review.ts';
import {resourcePolicyReads} from './resource-policies.ts';
import {servicesOf} from './services.ts';
import {stepFunctionsReads} from './step-functions-reads.ts';
import {stepFunctionsWrites} from './step-functions-writes.ts';
import {stsReads} from './sts.ts';
import {testStateReads} from './test-state.ts';

export type AccountOptions = ConnectionOptions & {
	/** Bounds the reading of log events. */
	clock?: Clock;
};

/**
 * The account that the credentials, profile and region lead to. Nothing is loaded and nothing is
 * asked before the first call. What is not given comes from the SDK's own environment
 * (AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE>, the shared files).
 */
export function createAccount({clock = systemClock, ...options}: AccountOptions = {}): Account {
	const connection = connectionOf(options);
	const {stepFunctions, iam, cloudWatchLogs, ecs, sts} = servicesOf(connection);

	return {
		reads: learning({
			...stsReads(sts),
			...stepFunctionsReads(stepFunctions),
			...testStateReads(stepFunctions),
			...iamReads(iam),
			...cloudWatchLogsReads(cloudWatchLogs, clock),
			...ecsReads(ecs),
			...lambdaReads(connection),
			...jobReads(connection),
			...cloudTrailReads(connection, options.requestHandler === undefined ? clock : null),
			...policyReviewReads(connection),
			...resourcePolicyReads(connection, options.requestHandler !== undefined),
		}),
		writes: {
			...stepFunctionsWrites(stepFunctions),
			...iamWrites(iam),
			...cloudWatchLogsWrites(cloudWatchLogs),
		},
	};
}

/** What is asked for and what is answered holds the names that a redacted output must not show. */
function learning<Each extends object>(reads: Each): Each {
	const learned = Object.entries(reads).map(([name, read]) => [
		name,
		async (...args: unknown[]) => {
			learnNames(args);
			const answer: unknown = await read(...args);
			learnNames(answer);
			return answer;
		},
	]);

	return Object.fromEntries(learned);
}
