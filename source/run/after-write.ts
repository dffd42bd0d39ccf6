import type {Check} from '../diagnosis/check.ts';

/** The checks as they count once something was written: what was before says nothing about the fix. */
export const afterWrite = (checks: readonly Check[]): Check[] =>
	checks.map(check => (check.aboutThePast ? nonDecisive(check) : check));

/** What failed was repeated and succeeded: what only that can prove is proven. */
export const afterProof = (checks: readonly Check[]): Check[] =>
	checks.map(check => (check.provenByRepeat ? nonDecisive(check) : check));

const nonDecisive = (check: Check): Check => ({
	...check,
	decisive: false,

	async run(context) {
		const answer = await check.run(context);
		return answer && ('notAFault' in answer ? {...answer, notAFault: false} : answer);
	},
});
