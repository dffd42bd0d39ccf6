import needsOfFlows from '../../flows/telling-words.json' with {type: 'json'};
import type {Flow} from '../diagnosis/flow.ts';
import type {UnderstoodText} from '../incident/understand.ts';

export const flowIds: readonly string[] = Object.keys(needsOfFlows);

/** What a text must contain for a pattern to hold: of each clause a word, and a refusal where the facts are asked for one. */
export type Needs = {words: string[][]; refusal: boolean};

/** In the order of precedence, as in `flows/index.ts`. */
const loaders: Record<keyof typeof needsOfFlows, () => Promise<Flow>> = {
	'log-destination-denied': async () =>
		(await import('../../flows/log-destination-denied.ts')).logDestinationDenied,
	'log-policy-limit': async () => (await import('../../flows/log-policy-limit.ts')).logPolicyLimit,
	'logging-configuration-invalid': async () =>
		(await import('../../flows/logging-configuration-invalid.ts')).loggingConfigurationInvalid,
	'express-status-unknown': async () =>
		(await import('../../flows/express-status-unknown.ts')).expressStatusUnknown,
	'network-configuration-missing': async () =>
		(await import('../../flows/network-configuration-missing.ts')).networkConfigurationMissing,
	'managed-rule-denied': async () =>
		(await import('../../flows/managed-rule-denied.ts')).managedRuleDenied,
	'assume-role-denied': async () =>
		(await import('../../flows/assume-role-denied.ts')).assumeRoleDenied,
	'explicit-deny': async () => (await import('../../flows/explicit-deny.ts')).explicitDeny,
	'caller-pass-role-denied': async () =>
		(await import('../../flows/caller-pass-role-denied.ts')).callerPassRoleDenied,
	'pass-role-denied': async () => (await import('../../flows/pass-role-denied.ts')).passRoleDenied,
	'kms-denied': async () => (await import('../../flows/kms-denied.ts')).kmsDenied,
	'trigger-denied': async () => (await import('../../flows/trigger-denied.ts')).triggerDenied,
	'caller-denied': async () => (await import('../../flows/caller-denied.ts')).callerDenied,
	'action-denied': async () => (await import('../../flows/action-denied.ts')).actionDenied,
	'callback-token-rejected': async () =>
		(await import('../../flows/callback-token-rejected.ts')).callbackTokenRejected,
	'payload-limit': async () => (await import('../../flows/payload-limit.ts')).payloadLimit,
	'execution-stuck': async () => (await import('../../flows/execution-stuck.ts')).executionStuck,
	'timed-out': async () => (await import('../../flows/timed-out.ts')).timedOut,
	'already-exists': async () => (await import('../../flows/already-exists.ts')).alreadyExists,
	'resource-not-found': async () =>
		(await import('../../flows/resource-not-found.ts')).resourceNotFound,
	'throttled-or-quota': async () =>
		(await import('../../flows/throttled-or-quota.ts')).throttledOrQuota,
	'invalid-definition': async () =>
		(await import('../../flows/invalid-definition.ts')).invalidDefinition,
	'operation-rejected': async () =>
		(await import('../../flows/operation-rejected.ts')).operationRejected,
	'request-rejected': async () => (await import('../../flows/request-rejected.ts')).requestRejected,
	'data-path-error': async () => (await import('../../flows/data-path-error.ts')).dataPathError,
	'task-failed': async () => (await import('../../flows/task-failed.ts')).taskFailed,
};

/**
 * The flows that a text may fit, with those of their patterns that may hold: what lacks their words is not even loaded.
 * Most of what recognizing takes is compiling regular expressions, and one text needs few of them.
 */
export async function likelyFlows({told, facts}: UnderstoodText): Promise<Flow[]> {
	const text = told.toLowerCase();
	const isRefusal = [facts.principal, facts.action, facts.denial].some(fact => fact !== null);
	const known = new Map<string, boolean>();
	const isThere = (word: string): boolean => {
		const found = known.get(word) ?? text.includes(word);
		known.set(word, found);
		return found;
	};
	const mayHold = ({words, refusal}: Needs): boolean =>
		(isRefusal || !refusal) && words.every(clause => clause.some(isThere));

	const likely = Object.entries(loaders).map(async ([id, load]) => {
		const needs: readonly Needs[] = needsOfFlows[id as keyof typeof needsOfFlows];
		const flow = needs.some(mayHold) ? await load() : null;
		return (
			flow && {
				...flow,
				patterns: flow.patterns.filter((_pattern, at) => mayHold(needs[at] ?? always)),
			}
		);
	});

	return (await Promise.all(likely)).filter(flow => flow !== null);
}

const always: Needs = {words: [], refusal: false};
