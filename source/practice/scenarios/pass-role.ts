import type {Scenario} from '../scenario.ts';
import {nightlyReport, nightlyReportAccount} from './build/nightly-report.ts';
import {consolePaste} from './build/runs.ts';

const account: Scenario['account'] = now => nightlyReportAccount(now, {passesRoles: false});

export const passRole: Scenario = {
	id: 'pass-role',
	title: 'A Fargate task does not start: the role may not pass the task’s roles',
	story:
		'The report used to be rendered by a function and now runs as a Fargate task. It has failed two nights in a row. Behind the error stand three things, which come up one after the other: two roles that may not be passed, and the network that the state does not name.',
	paste: consolePaste(account),
	target: nightlyReport.name,
	role: null,
	logGroup: null,
	account,
};
