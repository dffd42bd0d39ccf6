import {parseArn} from '../../source/aws/arn.ts';
import {roleNameOf} from '../../source/incident/principal.ts';

/** `hidden`: the text does not say, or whoever pasted it has blackened it. */
export type WhoWasRefused = 'own' | 'other' | 'hidden';

/** Told by comparing ARNs: what a role is called says nothing of what it is for. */
export function whoWasRefused(
	principal: string | null,
	roleName: string,
	accountId: string,
): WhoWasRefused {
	if (principal === null || isRoleOfAccount(principal, roleName, accountId)) {
		return principal === null ? 'hidden' : 'own';
	}

	const name = roleNameOf(principal) ?? principal;
	return /[*<>…]|X{3,}|\.\.\.|REDACTED|MASKED/i.test(name) ? 'hidden' : 'other';
}

/** `accountId`: roles of the same name in other accounts are others. */
export function isRoleOfAccount(
	principal: string | null,
	roleName: string,
	accountId: string,
): boolean {
	const account = parseArn(principal ?? '')?.accountId ?? '';
	return roleNameOf(principal) === roleName && (account === accountId || !/^\d{12}$/.test(account));
}
