import {hasNoResourceLevel} from '../../source/definition/iam-actions.ts';
import type {NeededStatement} from '../../source/definition/need.ts';
import type {ContextValue, RequestContext, StatementRef} from '../../source/policy/evaluate.ts';
import type {LiveNeed} from './machine-needs.ts';

/**
 * - `missing`: no policy allows it, on nothing that it can concern.
 * - `beside`: the same, and executions run without it, but for what it is for.
 * - `perhaps`: the same, and needed only under a condition that the definition does not show.
 * - `open`: what it concerns is known only when the state runs, and a part of that is allowed.
 * - `touched`: what the call touches is not in the definition, and a part of what it can be is allowed.
 * - `depends`: conditions decide it that cannot be evaluated here.
 * - `unread`: no policy of the role allows it, and the resource's own policy could not be read, or it is not known
 *   which resource that is.
 * - `across`: the role's policies allow it, and whether the account that owns the resource does is not known.
 */
export type NeedVerdict =
	| 'allowed'
	| 'missing'
	| 'beside'
	| 'perhaps'
	| 'denied'
	| 'boundary'
	| 'depends'
	| 'open'
	| 'touched'
	| 'unread'
	| 'across';

/** One action on one resource that a state needs. */
export type JudgedNeed = {
	need: LiveNeed;
	statement: NeededStatement;
	action: string;
	resource: string;
	verdict: NeedVerdict;
	/** What denies it, or allows it under a condition. */
	refs: StatementRef[];
	/** What it depends on, as in the decision. */
	on?: string[];
	/** No policy of the role allows it on any resource that it can concern. */
	isNowhere?: true;
	/** The resource is what a recent execution called; this is what other executions can call. */
	atMost?: JudgedNeed;
};

export type RequestedAccess = Pick<JudgedNeed, 'need' | 'statement' | 'action' | 'resource'>;

export const askedContext = ({statement}: RequestedAccess): RequestContext => ({
	...requestContext(statement),
	...Object.fromEntries(
		Object.entries(statement.carries ?? {}).map(([key, values]) => [key, {known: values}]),
	),
});

/** A wildcard stands for one thing that is not known, or for itself where AWS asks for `*` alone, as to publish to a phone. */
export const reading = (
	action: string,
	resource: string,
): {standsFor: 'every' | 'one' | 'itself'} => {
	if (!/[*?]/.test(resource)) {
		return {standsFor: 'every'};
	}

	const isAsked = hasNoResourceLevel(action) || action === 'sns:Publish';
	return {standsFor: resource === '*' && isAsked ? 'itself' : 'one'};
};

/** A request as the documented condition expects it: what carries other values is not the state's. */
function requestContext({conditions = {}}: NeededStatement): RequestContext {
	const keys = Object.values(conditions).flatMap(byKey => Object.entries(byKey));
	return Object.fromEntries(keys.map(([key, values]) => [key, contextValue(values)]));
}

function contextValue(values: readonly string[]): ContextValue {
	const [only = '', ...others] = values;
	const start = only.indexOf('*');

	if (others.length > 0 || start === -1) {
		return {known: [...values]};
	}

	return start === 0 ? 'unknown' : {startsWith: only.slice(0, start)};
}
