import type {OpenParts} from './open-parts.ts';

export type RequestPrincipal =
	| {kind: 'service'; service: string}
	| {kind: 'aws'; arn: string; accountId: string};

/**
 * `startsWith` is a value of which only the start is known, `either` one of several. `absent`: the request
 * carries no such key.
 */
export type ContextValue =
	| {known: string[]}
	| {startsWith: string}
	| {either: SettledValue[]}
	| 'unknown'
	| 'absent';

type SettledValue = {known: string[]} | 'absent';

/**
 * Condition key (any case) to value. A key that is not listed is unknown; `aws:PrincipalTag/*` speaks for all
 * keys with that start which are not listed.
 */
export type RequestContext = Record<string, ContextValue>;

export type PolicyRequest = {
	principal: RequestPrincipal;
	action: string;
	/** May hold wildcards. */
	resource: string;
	/**
	 * What a resource with wildcards stands for: everything that fits it, which is the default; one thing that
	 * fits it and is not known; or itself, as for actions without a resource level, which are asked on `*`.
	 */
	standsFor?: 'every' | 'one' | 'itself';
	context: RequestContext;
	/** Where the policies and the request tell of what is not deployed yet. */
	openParts?: OpenParts | undefined;
};

export type Lookup = (key: string) => ContextValue;

/** Finds condition keys without regard to case; those that follow from principal and resource are filled in. */
export function contextLookup({principal, resource, context}: PolicyRequest): Lookup {
	const values = new Map<string, ContextValue>();
	const given = (key: string): ContextValue | undefined => {
		if (values.size === 0) {
			fill(values, [principalContext(principal), resourceContext(resource), context]);
		}

		return values.get(key) ?? values.get(`${key.slice(0, key.indexOf('/') + 1)}*`);
	};

	return key => {
		const value = given(key.toLowerCase()) ?? 'unknown';
		return typeof value === 'object' && 'known' in value && value.known.length === 0
			? 'absent'
			: value;
	};
}

function fill(values: Map<string, ContextValue>, contexts: readonly RequestContext[]): void {
	for (const context of contexts) {
		for (const key of Object.keys(context)) {
			values.set(key.toLowerCase(), context[key] ?? 'unknown');
		}
	}
}

/** The account that owns a resource, where its ARN tells it; that of a bucket does not. */
function resourceContext(resource: string): RequestContext {
	const [, , , , account = ''] = resource.split(':');
	return /^\d{12}$/.test(account) ? {'aws:resourceaccount': {known: [account]}} : {};
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function principalContext(principal: RequestPrincipal): RequestContext {
	if (principal.kind === 'service') {
		return {
			'aws:principalisawsservice': {known: ['true']},
			'aws:principalservicename': {known: [principal.service]},
			'aws:principalarn': 'absent',
			'aws:principalaccount': 'absent',
		};
	}

	return {
		'aws:principalisawsservice': {known: ['false']},
		'aws:principalservicename': 'absent',
		// For a session AWS compares the role's ARN, whose path a session's ARN does not show.
		'aws:principalarn': principal.arn.includes(':assumed-role/')
			? 'unknown'
			: {known: [principal.arn]},
		'aws:principalaccount': {known: [principal.accountId]},
	};
}
