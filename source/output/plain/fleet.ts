import {bySeverity, type FleetResult} from '../../fleet/result.ts';
import {count} from '../../text.ts';
import {outcomeWords} from './checks.ts';
import type {Page} from './page.ts';

/** What was found in one account and region. */
export type FleetPlace = {
	accountId: string;
	region: string;
	profile: string | null;
	results: readonly FleetResult[];
};

const looks = {problem: 'red', warning: 'yellow', unknown: 'magenta'} as const;

/** The worst first; those without a finding are counted. */
export function printFleet(page: Page, places: readonly FleetPlace[], isRecent: boolean): void {
	for (const {accountId, region, profile, results} of places) {
		page.heading(`Account ${accountId}, region ${region}`);
		page.line(summary(results));

		if (!isRecent) {
			page.line('Executions were not looked at: to do that, add --recent.');
		}

		for (const {name, checks} of bySeverity(results).filter(found => found.checks.length > 0)) {
			page.gap();
			page.line(page.style('bold', page.safe(name)));

			for (const {outcome, title, answer} of checks) {
				page.line(
					`  ${page.style(looks[outcome], outcomeWords[outcome].padEnd(7))}  ${page.safe(title)}`,
				);
				page.paragraph(answer, ' '.repeat(11));
			}
		}

		const [worst] = bySeverity(results);

		if (worst && worst.checks.length > 0) {
			page.gap();
			page.verbatim(
				`Fix one with: sfn-fix ${worst.stateMachineArn}${profile === null ? '' : ` --profile ${profile}`}`,
			);
		}
	}
}

function summary(results: readonly FleetResult[]): string {
	const of = (verdict: FleetResult['verdict']) =>
		results.filter(result => result.verdict === verdict).length;

	return `${count(results.length, 'state machine')}: ${of('problem')} with a problem, ${of('no-verdict')} without a verdict, ${of('healthy') + of('not-a-fault')} healthy.`;
}
