import type {Check} from '../../source/diagnosis/check.ts';

/** The check, for those who did not ask: what would be a problem may well be meant so. */
export const asWarning = (check: Check): Check => ({
	...check,

	async run(context) {
		const answer = await check.run(context);
		return answer?.outcome === 'problem' ? {...answer, outcome: 'warning'} : answer;
	},
});
