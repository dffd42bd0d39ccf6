import {type Scenario, scenario} from '../scenario.ts';
import {nightlyReport, nightlyReportAccount} from './build/nightly-report.ts';
import {consolePaste} from './build/runs.ts';

const account: Scenario['account'] = now => nightlyReportAccount(now, {passesRoles: false});

export const passRole = scenario({
	id: 'pass-role',
	title: 'A Fargate task does not start: the role cannot pass the roles of the task',
	story:
		'The report used to be rendered by a function and now runs as a Fargate task. It failed two nights in a row. Three problems appear one after the other: two roles that cannot be passed, and a missing network configuration.',
	paste: consolePaste(account),
	target: nightlyReport.name,
	account,
});
