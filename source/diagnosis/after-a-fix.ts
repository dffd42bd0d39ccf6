import type {Check} from './check.ts';

/** The checks as they count once something was written: what was before tells nothing of the fix. */
export const afterAFix = (checks: readonly Check[]): Check[] =>
	checks.map(check => (check.aboutThePast ? aside(check) : check));

const aside = (check: Check): Check => ({
	...check,
	decisive: false,

	async run(context) {
		const answer = await check.run(context);
		return answer && ('notAFault' in answer ? {...answer, notAFault: false} : answer);
	},
});
