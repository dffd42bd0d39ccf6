/*
 * Annotations on standard output, and a table in the job summary, from what `sfn-fix check --definition --json` says.
 *
 *   node scripts/action-report.mjs REPORT SUMMARY
 */
import {appendFileSync, readFileSync} from 'node:fs';

const [reportFile = '', summaryFile = ''] = process.argv.slice(2);
const report = JSON.parse(readFileSync(reportFile, 'utf8'));

if (!Array.isArray(report.stateMachines)) {
	throw new Error(report.error?.message ?? 'This is not a report of check --definition.');
}

const commands = {error: 'error', warning: 'warning', note: 'notice'};

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
const escaped = text =>
	String(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = text => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A table cell: neither Markdown nor HTML of a file's names takes effect. */
const cell = text =>
	escapedHtml(String(text))
		.replace(/\s+/g, ' ')
		.replace(/[\\`*_{}[\]()#+!|~-]/g, character => `\\${character}`);

function escapedHtml(text) {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

for (const {findings} of report.stateMachines) {
	for (const {level, message, file, line, check} of findings) {
		const where = `file=${property(file)},line=${line},title=${property(`sfn-fix ${check}`)}`;
		console.log(`::${commands[level] ?? 'notice'} ${where}::${escaped(message)}`);
	}
}

const rows = report.stateMachines.flatMap(({id, checks}) =>
	checks.map(({title, outcome, answer, details}) => {
		const shown = outcome === 'ok' ? [] : details.slice(0, 20);
		return `| ${cell(id)} | ${outcome} | ${cell(title)} | ${[answer, ...shown].map(cell).join('<br>')} |`;
	}),
);
const policies = report.stateMachines.flatMap(({id, missingPolicy, neededPolicy}) =>
	[
		['Missing from the role of', missingPolicy],
		['Needed by', neededPolicy],
	].flatMap(([what, policy]) =>
		policy
			? [
					'',
					`<details><summary>${what} ${escapedHtml(id)}</summary>`,
					'',
					'~~~~json',
					JSON.stringify(policy, null, 2).replaceAll('~~~~', '\\u007e~~~'),
					'~~~~',
					'',
					'</details>',
				]
			: [],
	),
);

appendFileSync(
	summaryFile,
	[
		`### sfn-fix: ${cell(report.file)}: ${report.verdict}`,
		'',
		'| State machine | Outcome | Check | Answer |',
		'| --- | --- | --- | --- |',
		...rows,
		...policies,
		'',
		'',
	].join('\n'),
);
