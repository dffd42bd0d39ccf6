import {earlierRuns, pricing, pricingAccount, pricingScenario} from './build/express.ts';
import {minutes} from './build/names.ts';
import {functionStream, requestIdOf, taskLogGroup, textInvocation} from './build/task-logs.ts';

const ago = minutes(14);
const fn = `${pricing.name}-prepare`;
const runs = [...earlierRuns, {name: 'checkout-20417', ago, ending: 'failed'}] as const;

/** What the function logged of the invocation that failed. */
const functionLogs = (start: number) =>
	taskLogGroup(start, `/aws/lambda/${fn}`, [
		{
			name: functionStream(fn, start),
			start,
			lines: textInvocation(
				requestIdOf(fn),
				[
					`${requestIdOf(fn)} INFO looking for a price list: EUR`,
					`${requestIdOf(fn)} ERROR PriceListUnavailable: the newest list ended yesterday`,
				],
				{duration: 350, memory: 58},
			),
		},
	]);

const parts = pricingScenario({
	id: 'express-failed',
	story: 'The console does not show how the execution ended.',
	pricing: {runs},
});

export const expressFailed = {
	...parts,
	account(now: number) {
		const account = pricingAccount(now, {runs});
		return {...account, logGroups: [...account.logGroups, functionLogs(now - ago + 20)]};
	},
};
