import type {PolicyDocument, Statement} from './document.ts';
import type {PolicyRequest} from './request.ts';
import {applying, type PreparedRequest, questionOf} from './statement.ts';
import type {Truth} from './truth.ts';

export type {ContextValue, PolicyRequest, RequestContext} from './request.ts';

export type NamedPolicy = {name: string; document: PolicyDocument};

/** `index` counts from 0. `statement` is kept of a policy that is read for one decision alone. */
export type StatementRef = {
	policy: string;
	sid: string | null;
	index: number;
	statement?: Statement | undefined;
};

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

/** What belongs to a principal. */
export type PrincipalPolicies = {policies: NamedPolicy[]; boundary: NamedPolicy | null};

/**
 * Policies that belong to the principal, together with its permissions boundary.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const evaluateIdentityPolicies = (
	request: PolicyRequest,
	{policies, boundary}: PrincipalPolicies,
): Decision => decide(...judgeBoth(request, policies, boundary));

/**
 * The same, and whether the boundary itself has no Allow, whatever the policies say: `decision` is then what
 * they say apart from it, unless something denies explicitly.
 */
export function evaluateApart(
	request: PolicyRequest,
	{policies, boundary}: PrincipalPolicies,
): {decision: Decision; boundaryLacks: boolean} {
	const [own, edge] = judgeBoth(request, policies, boundary);
	const together = decide(own, edge);
	const boundaryLacks = edge !== null && edge.denies.surely.length === 0 && nothing(edge.allows);

	return {
		decision:
			boundaryLacks && together.answer !== 'explicitly-denied' ? decide(own, null) : together,
		boundaryLacks,
	};
}

function judgeBoth(
	request: PolicyRequest,
	policies: NamedPolicy[],
	boundary: NamedPolicy | null,
): [Judgement, Judgement | null] {
	const question = questionOf(request, 'identity');
	return [judge(policies, question), boundary === null ? null : judge([boundary], question)];
}

/** Policies that belong to the resource: trust policies, CloudWatch Logs resource policies. */
export const evaluateResourcePolicies = (
	request: PolicyRequest,
	policies: NamedPolicy[],
): Decision => decide(judge(policies, questionOf(request, 'resource')), null);

/** The same for what the principal's own policies allow: what is left to these is to deny it. */
export function evaluateDenies(request: PolicyRequest, policies: NamedPolicy[]): Decision {
	const {surely, perhaps} = judge(policies, questionOf(request, 'resource')).denies;
	return surely.length > 0 ? {answer: 'explicitly-denied', by: surely} : allowedUnless(perhaps, []);
}

function judge(policies: NamedPolicy[], question: PreparedRequest): Judgement {
	const judgement: Judgement = {
		allows: {surely: [], perhaps: []},
		denies: {surely: [], perhaps: []},
	};

	for (const {name, document} of policies) {
		for (const {compiled, truth} of applying(document, question)) {
			const {statement, index} = compiled;
			const side = statement.Effect === 'Allow' ? judgement.allows : judgement.denies;
			record(side, {policy: name, sid: statement.Sid ?? null, index}, truth);
		}
	}

	return judgement;
}

function record(side: Side, ref: StatementRef, truth: Exclude<Truth, 'no'>): void {
	if (truth === 'yes') {
		side.surely.push(ref);
	} else {
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

	return allowedUnless(hanging, own.allows.surely);
}

const allowedUnless = (hanging: readonly Hanging[], by: StatementRef[]): Decision =>
	hanging.length === 0
		? {answer: 'allowed', by}
		: {
				answer: 'depends',
				on: [...new Set(hanging.flatMap(({on}) => on))],
				by: hanging.map(({ref}) => ref),
			};

const nothing = ({surely, perhaps}: Side): boolean => surely.length + perhaps.length === 0;

const stillNeeded = ({surely, perhaps}: Side): Hanging[] => (surely.length > 0 ? [] : perhaps);
