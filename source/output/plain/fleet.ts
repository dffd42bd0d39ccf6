import {option, shellQuote} from '../../aws/shell-quote.ts';
import {bySeverity, type FleetResult} from '../../fleet/result.ts';
import {count} from '../../text.ts';
import {printAnswer} from './checks.ts';
import type {Page} from './page.ts';

/** What was found in one account and region. */
export type FleetPlace = {
	accountId: string;
	region: string;
	profile: string | null;
	results: readonly FleetResult[];
};

/** The worst first; those without a finding are counted. */
export function printFleet(
	page: Page,
	places: readonly FleetPlace[],
	options: {recent?: boolean | undefined; 'endpoint-url'?: string | undefined},
): void {
	for (const {accountId, region, profile, results} of places) {
		page.heading(`Account ${accountId}, region ${region}`);
		page.line(
			results.length === 0
				? 'No state machines in this account and region.'
				: summary(results, options),
		);

		if (!options.recent && results.length > 0) {
			page.line('Executions were not read: add --recent.');
		}

		for (const {name, checks} of bySeverity(results).filter(found => found.checks.length > 0)) {
			page.gap();
			page.line(page.style('bold', page.safe(name)));

			for (const check of checks) {
				printAnswer(page, check);
			}
		}

		const [worst] = bySeverity(results);

		if (worst && worst.checks.length > 0) {
			const location = [
				...(profile === null ? [] : option('profile', profile)),
				...(options['endpoint-url'] === undefined
					? []
					: option('endpoint-url', options['endpoint-url'])),
			];
			page.gap();
			page.verbatim(
				`Fix one with: ${['sfn-fix', worst.stateMachineArn, ...location].map(shellQuote).join(' ')}`,
			);
		}
	}
}

function summary(
	results: readonly FleetResult[],
	{recent}: {recent?: boolean | undefined},
): string {
	const of = (verdict: FleetResult['verdict']) =>
		results.filter(result => result.verdict === verdict).length;

	const good = recent ? 'healthy' : 'with no problem found in their configuration';

	return `${count(results.length, 'state machine')}: ${of('problem')} with a problem, ${of('no-verdict')} without a verdict, ${of('healthy') + of('not-a-fault')} ${good}.`;
}
