import {CloudWatchLogsClient} from '@aws-sdk/client-cloudwatch-logs';
import {ECSClient} from '@aws-sdk/client-ecs';
import {IAMClient} from '@aws-sdk/client-iam';
import {SFNClient} from '@aws-sdk/client-sfn';
import {STSClient} from '@aws-sdk/client-sts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {healthy} from '../../source/practice/scenarios/healthy.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {createFakeClock} from './fake-clock.ts';

export type Practice = ReturnType<typeof practise>;

/** The real clients on a practice account; `arrange` changes the state before the first call. */
export function practise(
	scenario: Scenario = healthy,
	arrange: (state: AccountState, now: number) => void = () => {},
) {
	const clock = createFakeClock();
	const account = createPracticeAccount(scenario, clock);
	arrange(account.state, clock.now());
	const options = {
		region: account.state.region,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		requestHandler: account.requestHandler,
		maxAttempts: 1,
	};

	return {
		clock,
		state: account.state,
		handler: account.requestHandler,
		sfn: new SFNClient(options),
		iam: new IAMClient(options),
		logs: new CloudWatchLogsClient(options),
		sts: new STSClient(options),
		ecs: new ECSClient(options),
	};
}
