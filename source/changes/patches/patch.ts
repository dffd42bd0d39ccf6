import {parseLogging} from '../../account/logging-text.ts';
import type {LoggingConfiguration} from '../../account/step-functions.ts';
import {nameOfArn} from '../../aws/arn.ts';
import type {Change} from '../../diagnosis/remedy.ts';
import type {PolicyDocument, Statement} from '../../policy/document.ts';
import {parsePolicy} from '../../policy/parse.ts';
import {addedStatements} from '../policy-additions.ts';
import {policyAdditions} from '../policy-union.ts';

/** What is to be there in the end, before any tool's own way to say it. */
type Patches = {
	/** `statements`: what is new; a tool that writes whole policies takes `document`, to keep what is there. */
	rolePolicy: {
		roleName: string;
		policyName: string;
		statements: Statement[];
		document: PolicyDocument;
	};
	trustPolicy: {roleName: string; statements: Statement[]; document: PolicyDocument};
	logPolicy: {policyName: string; text: string};
	logGroup: {logGroupName: string};
	logging: {stateMachineName: string; logging: LoggingConfiguration};
};

export type Patch = {[Name in keyof Patches]: {name: Name; patch: Patches[Name]}}[keyof Patches];

/** How one tool writes each of them. */
export type PatchPrinter = {[Name in keyof Patches]: (patch: Patches[Name]) => string};

/** Null where there is nothing that a tool could be told, such as for a definition. */
export function patchOf(change: Change): Patch | null {
	const {after} = change;

	if (after === null) {
		return null;
	}

	switch (change.kind) {
		case 'role-inline-policy':
		case 'role-managed-policy':
			return {
				name: 'rolePolicy',
				patch: {
					...change,
					statements: newStatements(change, after),
					document: parsePolicy(after),
				},
			};
		case 'role-trust-policy':
			return {
				name: 'trustPolicy',
				patch: {
					...change,
					statements: newStatements(change, after),
					document: parsePolicy(after),
				},
			};
		case 'account-log-resource-policy':
			return {name: 'logPolicy', patch: {...change, text: after}};
		// The tools know only policies of the account: the name must not be that of another one.
		case 'log-group-resource-policy':
			return {
				name: 'logPolicy',
				patch: {
					policyName: `${change.policyName}${nameOfLogGroup(change.logGroupArn)}`,
					text: after,
				},
			};
		case 'log-group':
			return {name: 'logGroup', patch: change};
		case 'logging-configuration':
			return {
				name: 'logging',
				patch: {
					stateMachineName: nameOfArn(change.stateMachineArn),
					logging: parseLogging(after),
				},
			};
		case 'definition':
			return null;
	}
}

/** `-aws-vendedlogs-states-orders` */
const nameOfLogGroup = (arn: string): string =>
	`-${arn.split(':')[6] ?? ''}`.replaceAll(/[^\w]+/g, '-');

function newStatements(change: Change, after: string): Statement[] {
	const additions = policyAdditions(change);
	return additions === null ? parsePolicy(after).Statement : addedStatements(additions);
}

/** A name as a logical id: letters and digits. */
export const logicalId = (name: string): string =>
	name
		.split(/[^A-Za-z0-9]+/)
		.map(word => word.charAt(0).toUpperCase() + word.slice(1))
		.join('')
		.replace(/^(?=\d|$)/, 'SfnFix');

/** A name in a comment, which ends with its line. */
export const oneLine = (name: string): string => name.replaceAll(/[\s\u0085]+/g, ' ');
