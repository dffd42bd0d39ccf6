import {scenario} from '../scenario.ts';
import {nightlyReport, nightlyReportAccount} from './build/nightly-report.ts';

export const networkConfiguration = scenario({
	id: 'network-configuration',
	title: 'A Fargate task does not start: the state has no network configuration',
	story:
		'The role has every permission. A Fargate task runs in awsvpc mode, and the state names no subnets. Other services in the cluster do.',
	target: nightlyReport.name,
	account: now => nightlyReportAccount(now, {passesRoles: true}),
});
