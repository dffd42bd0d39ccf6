import {type Scenario, scenario} from '../scenario.ts';
import {nightlyReport, nightlyReportAccount} from './build/nightly-report.ts';
import {consolePaste} from './build/runs.ts';

const account: Scenario['account'] = now => nightlyReportAccount(now, {passesRoles: false});

export const passRole = scenario({
	id: 'pass-role',
	story: 'The report now runs as a Fargate task.',
	paste: consolePaste(account),
	target: nightlyReport.name,
	account,
});
