import {option, shellQuote} from '../../aws/shell-quote.ts';
import {
	bySeverity,
	countByCheck,
	type FleetCheck,
	type FleetPlace,
	type FleetResult,
	findingsOf,
} from '../../fleet/result.ts';
import {count} from '../../text.ts';
import {fitText} from '../fit-text.ts';
import {seenLength} from '../wrap-text.ts';
import {expected, outcomeWord} from './checks.ts';
import type {Page} from './page.ts';

/** The worst first; those without a finding are counted. */
export function printFleet(
	page: Page,
	places: readonly FleetPlace[],
	options: {
		recent?: boolean | undefined;
		'endpoint-url'?: string | undefined;
		practice?: string | undefined;
		redact?: boolean | undefined;
	},
	/** The person is asked afterwards which one to fix. */
	isAskedNext: boolean,
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

		const findings = findingsOf(results);
		const [worst] = bySeverity([results]);

		if (!worst || findings.length === 0) {
			continue;
		}

		page.gap();
		printTable(page, page.columns === null ? findings : inShort(findings, {accountId, region}));

		if (findings.length > mostAtAGlance) {
			printByCheck(page, results);
		}

		// A command with a pseudonym cannot run.
		if (!isAskedNext && !options.redact) {
			const {practice, 'endpoint-url': endpointUrl} = options;
			const words =
				practice === undefined
					? [
							worst.stateMachineArn,
							...(profile === null ? [] : option('profile', profile)),
							...(endpointUrl === undefined ? [] : option('endpoint-url', endpointUrl)),
						]
					: ['demo', practice];
			page.gap();
			page.verbatim(`Fix one with: ${['sfn-fix', ...words].map(shellQuote).join(' ')}`);
		}
	}
}

type Found = {name: string; check: FleetCheck};

const least = 'State machine';
/** A narrower column of findings is not read as one. */
const narrowest = 36;
const wordWidth = 9;

/** On a terminal, ARNs of this account and region go without what the heading says: whole, they break the table. */
const inShort = (
	findings: readonly Found[],
	{accountId, region}: Pick<FleetPlace, 'accountId' | 'region'>,
): Found[] => {
	const beginning = new RegExp(
		String.raw`\barn:[\w-]+:[\w-]+:(?:${region})?:${accountId}:(?=\w)`,
		'g',
	);

	return findings.map(({name, check}) => ({
		name,
		check: {...check, answer: check.answer.replace(beginning, '')},
	}));
};

/** A finding a row. In a narrow window, the finding is below the name. */
function printTable(page: Page, findings: readonly Found[]): void {
	const widths = findings.map(({name}) => seenLength(page.safe(name)));
	const columns = Math.min(page.columns ?? Infinity, 100);
	const most = Math.max(least.length, Math.floor(columns / 3));
	const width = Math.max(least.length, ...widths.filter(each => each <= most));
	const isNarrow = columns - wordWidth - width - 4 < narrowest;

	if (!isNarrow) {
		page.line(
			page.style(
				'bold',
				`  ${'Severity'.padEnd(wordWidth)}${least.padEnd(width)}  Finding${page.columns === null ? '' : ' (ARNs in short)'}`,
			),
		);
	}

	const below = ' '.repeat(isNarrow ? 4 : wordWidth + width + 4);

	for (const [index, {name, check}] of findings.entries()) {
		const free = width - (widths[index] ?? 0);
		const begun = `  ${outcomeWord(page, check.outcome, wordWidth)}${page.safe(name)}`;
		const isBeside = !isNarrow && free >= 0;
		const answer = page.safe(check.answer).replaceAll(/\s+/g, ' ');
		const lines = page.columns === null ? [answer] : fitText(answer, columns - below.length);

		if (!isBeside) {
			page.line(begun);
		}

		for (const [at, line] of lines.entries()) {
			page.line(
				at === 0 && isBeside ? `${begun}${' '.repeat(free + 2)}${line}` : `${below}${line}`,
			);
		}
	}
}

/** More than a window shows are counted as well. */
const mostAtAGlance = 20;

function printByCheck(page: Page, results: readonly FleetResult[]): void {
	page.heading('Findings by check');

	for (const {check, times} of countByCheck(results)) {
		const word = outcomeWord(page, check.outcome, wordWidth);
		page.item(`${word}${String(times).padStart(5)} `, expected(check), '  ');
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
