/** The role's name in a role's or an assumed role's ARN; null for users, services and redactions. */
export const roleNameOf = (principal: string | null): string | null =>
	principal === null
		? null
		: (/:assumed-role\/([^/]+)/.exec(principal)?.[1] ??
			/:role\/(?:.*\/)?([^/]+)$/.exec(principal)?.[1] ??
			null);

/** The refused principal in words: the role's name where there is one. */
export function principalInWords(principal: string | null, otherwise: string): string {
	const role = roleNameOf(principal);
	return role ? `the role ${role}` : (principal ?? otherwise);
}

/** The same at the beginning of a sentence; an ARN keeps its small letter. */
export const principalFirst = (principal: string | null, otherwise: string): string =>
	principalInWords(principal, otherwise).replace(/^the\b/, 'The');
