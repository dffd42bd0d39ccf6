import {nameOfArn} from '../aws/arn.ts';
import type {Subject} from '../diagnosis/subject.ts';
import {parsePolicy} from '../policy/parse.ts';
import {type Glob, globCovers, globOf, ignoringCase} from '../policy/wildcard.ts';
import type {JournalEntry} from './journal-entry.ts';
import {tolerant} from './policy-union.ts';

const logging = 'logs:CreateLogDelivery';

/** By flow: an action that its grant has, where the error names none. */
const granted: Record<string, string> = {
	'express-status-unknown': logging,
	'log-destination-denied': logging,
	'log-policy-limit': logging,
	'logging-configuration-invalid': logging,
	'managed-rule-denied': 'events:PutRule',
};

/** By flow: the remedies that change a definition and whose effect the checks prove without an execution. */
const redefined: Record<string, RegExp> = {
	'data-path-error': /\b(?:correct-path|add-default)\b/,
	'network-configuration-missing': /\bnetwork-of-/,
	'pass-role-denied': /\bnetwork-of-/,
};

type Failed = {
	flow: string;
	subject: Subject;
	/** Of the principal that the error names, or else of the subject. */
	roleName: string | null;
};

/** The latest change made from this machine that fixes what such an error says, and that was not undone. */
export const ownFix = (standing: readonly JournalEntry[], failed: Failed): JournalEntry | null =>
	standing.find(entry => /^(?:applied|verified)$/.test(entry.status) && fixes(entry, failed)) ??
	null;

function fixes({change, remedyId}: JournalEntry, {flow, subject, roleName}: Failed): boolean {
	const {facts, logGroupArn} = subject;
	const isLogging = granted[flow] === logging;
	const ofMachine = (arn: string) =>
		subject.kind === 'state-machine' && subject.stateMachineArn === arn;
	const group = logGroupArn && nameOfArn(logGroupArn);

	switch (change.kind) {
		case 'role-inline-policy':
		case 'role-managed-policy':
			return (
				change.roleName === roleName &&
				grants(change.after, facts.action ?? granted[flow] ?? null, facts.resource)
			);
		case 'role-trust-policy':
			return change.roleName === roleName && (isLogging || flow === 'assume-role-denied');
		case 'definition':
			return ofMachine(change.stateMachineArn) && (redefined[flow]?.test(remedyId ?? '') ?? false);
		case 'logging-configuration':
			return ofMachine(change.stateMachineArn) && isLogging;
		case 'log-group':
			return isLogging && change.logGroupName === group;
		case 'log-group-resource-policy':
			return isLogging && change.logGroupArn === logGroupArn;
		case 'account-log-resource-policy':
			return isLogging && group !== null && (change.after?.includes(group) ?? false);
	}
}

function grants(policy: string | null, action: string | null, resource: string | null): boolean {
	if (policy === null || action === null) {
		return false;
	}

	const statements = tolerant(() => parsePolicy(policy).Statement) ?? [];
	return statements.some(
		({Effect, Action, Resource}) =>
			Effect === 'Allow' &&
			covers(Action, action, ignoringCase) &&
			(resource === null || covers(Resource, resource)),
	);
}

const covers = (
	patterns: readonly string[] = [],
	wanted: string,
	as = (glob: Glob): Glob => glob,
): boolean => patterns.some(each => globCovers(as(globOf(each)), as(globOf(wanted))));
