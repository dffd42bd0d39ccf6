import type {Scenario} from '../scenario.ts';
import {nightlyReport, nightlyReportAccount} from './build/nightly-report.ts';

export const networkConfiguration: Scenario = {
	id: 'network-configuration',
	title: 'A Fargate task does not start: the state names no network',
	story:
		'The role may do all it has to. Every Fargate task runs in awsvpc mode, and the state does not say in which subnets. Other services of the cluster know.',
	paste: null,
	target: nightlyReport.name,
	role: null,
	logGroup: null,
	account: now => nightlyReportAccount(now, {passesRoles: true}),
};
