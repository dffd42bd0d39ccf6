import {scenario} from '../scenario.ts';
import {nightlyReport, nightlyReportAccount} from './build/nightly-report.ts';

export const networkConfiguration = scenario({
	id: 'network-configuration',
	story: 'A colleague has already granted the role everything that the task needs.',
	target: nightlyReport.name,
	account: now => nightlyReportAccount(now, {passesRoles: true}),
});
