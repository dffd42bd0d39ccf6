import {formatArn, parseArn} from '../../source/aws/arn.ts';
import {roleNameOf} from '../../source/incident/principal.ts';

/** `hidden`: the text does not say, or the person who pasted it redacted it. */
export type WhoWasDenied = 'own' | 'other' | 'hidden';

/** Decided by comparing ARNs: the name of a role says nothing about its purpose. */
export function whoWasDenied(
	principal: string | null,
	roleName: string,
	accountId: string,
): WhoWasDenied {
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

/** The ARN of the role behind a session, whose path the session does not show; any other principal as it is. */
export function principalArnOf(principal: string): string {
	const name = roleNameOf(principal);
	const arn = parseArn(principal);

	return name === null || arn?.service !== 'sts'
		? principal
		: formatArn({...arn, service: 'iam', region: '', resource: `role/${name}`});
}
