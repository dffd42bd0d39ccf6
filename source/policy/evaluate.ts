import type {PolicyDocument} from './document.ts';
import type {PolicyRequest} from './request.ts';
import {applies, type Question, questionOf} from './statement.ts';
import type {Truth} from './truth.ts';

export type {ContextValue, PolicyRequest, RequestContext, RequestPrincipal} from './request.ts';

export type NamedPolicy = {name: string; document: PolicyDocument};

/** `index` counts from 0. */
export type StatementRef = {policy: string; sid: string | null; index: number};

/**
 * `depends`: what the request carries settles it and is not known. `on` names the condition keys, and
 * `resource` where a Deny hits a part of the resources asked for, `principal` where it is a matter of the
 * session's name.
 */
export type Decision =
	| {answer: 'allowed'; by: StatementRef[]}
	| {answer: 'explicitly-denied'; by: StatementRef[]}
	| {answer: 'not-allowed'; because: 'no-statement' | 'boundary'}
	| {answer: 'depends'; on: string[]; by: StatementRef[]};

type Hanging = {ref: StatementRef; on: string[]};
type Side = {surely: StatementRef[]; perhaps: Hanging[]};
type Judgement = {allows: Side; denies: Side};

/**
 * Policies that belong to the principal, together with its permissions boundary.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluateIdentityPolicies(
	request: PolicyRequest,
	{policies, boundary}: {policies: NamedPolicy[]; boundary: NamedPolicy | null},
): Decision {
	const question = questionOf(request, 'identity');
	const own = judge(policies, question);

	return decide(own, boundary === null ? null : judge([boundary], question));
}

/** Policies that belong to the resource: trust policies, CloudWatch Logs resource policies. */
export const evaluateResourcePolicies = (
	request: PolicyRequest,
	policies: NamedPolicy[],
): Decision => decide(judge(policies, questionOf(request, 'resource')), null);

function judge(policies: NamedPolicy[], question: Question): Judgement {
	const judgement: Judgement = {
		allows: {surely: [], perhaps: []},
		denies: {surely: [], perhaps: []},
	};

	for (const {name, document} of policies) {
		// Without a version a document is of 2008-10-17.
		const variables = document.Version === '2012-10-17';

		for (const [index, statement] of document.Statement.entries()) {
			const side = statement.Effect === 'Allow' ? judgement.allows : judgement.denies;
			const ref = {policy: name, sid: statement.Sid ?? null, index};
			record(side, ref, applies(statement, question, variables));
		}
	}

	return judgement;
}

function record(side: Side, ref: StatementRef, truth: Truth): void {
	if (truth === 'yes') {
		side.surely.push(ref);
	} else if (truth !== 'no') {
		side.perhaps.push({ref, on: truth.dependsOn});
	}
}

function decide(own: Judgement, boundary: Judgement | null): Decision {
	const denied = [...own.denies.surely, ...(boundary?.denies.surely ?? [])];

	if (denied.length > 0) {
		return {answer: 'explicitly-denied', by: denied};
	}

	if (nothing(own.allows)) {
		return {answer: 'not-allowed', because: 'no-statement'};
	}

	if (boundary !== null && nothing(boundary.allows)) {
		return {answer: 'not-allowed', because: 'boundary'};
	}

	const hanging = [
		...own.denies.perhaps,
		...(boundary?.denies.perhaps ?? []),
		...stillNeeded(own.allows),
		...(boundary === null ? [] : stillNeeded(boundary.allows)),
	];

	return hanging.length === 0
		? {answer: 'allowed', by: own.allows.surely}
		: {
				answer: 'depends',
				on: [...new Set(hanging.flatMap(({on}) => on))],
				by: hanging.map(({ref}) => ref),
			};
}

const nothing = ({surely, perhaps}: Side): boolean => surely.length + perhaps.length === 0;

const stillNeeded = ({surely, perhaps}: Side): Hanging[] => (surely.length > 0 ? [] : perhaps);
