export type RequestPrincipal =
	| {kind: 'service'; service: string}
	| {kind: 'aws'; arn: string; accountId: string};

/** `startsWith` is a value of which only the start is known. `absent`: the request carries no such key. */
export type ContextValue = {known: string[]} | {startsWith: string} | 'unknown' | 'absent';

/** Condition key (any case) to value. A key that is not listed is unknown. */
export type RequestContext = Record<string, ContextValue>;

export type PolicyRequest = {
	principal: RequestPrincipal;
	action: string;
	/** May hold wildcards: then everything that it stands for is asked for. */
	resource: string;
	context: RequestContext;
};

export type Lookup = (key: string) => ContextValue;

/** Finds condition keys without regard to case; those that follow from the principal are filled in. */
export function contextLookup({principal, context}: PolicyRequest): Lookup {
	const values = new Map<string, ContextValue>(Object.entries(principalContext(principal)));

	for (const [key, value] of Object.entries(context)) {
		values.set(key.toLowerCase(), value);
	}

	return key => {
		const value = values.get(key.toLowerCase()) ?? 'unknown';
		return typeof value === 'object' && 'known' in value && value.known.length === 0
			? 'absent'
			: value;
	};
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
