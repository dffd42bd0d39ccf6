import type {PrincipalElement, Statement} from './document.ts';
import type {RequestPrincipal} from './request.ts';
import {anyOf, not, type Truth, truthOf} from './truth.ts';

/** What stands in `dependsOn` where the role is known and the session is not. */
const principalUnsettled = 'principal';

/**
 * Whether a statement of a resource-based policy speaks of this principal. An account (its id or root ARN)
 * stands for everybody in it; AWS then wants the principal's own policies to allow the request as well.
 * What AWS says besides about sessions (a policy that names a session wins over a missing Allow in a
 * boundary or session policy) is left out.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function principalFits(statement: Statement, principal: RequestPrincipal): Truth {
	if (statement.Principal !== undefined) {
		return elementNames(statement.Principal, principal);
	}

	return statement.NotPrincipal === undefined
		? 'no'
		: not(elementNames(statement.NotPrincipal, principal));
}

function elementNames(element: PrincipalElement, principal: RequestPrincipal): Truth {
	if (element === '*') {
		return 'yes';
	}

	const aws = element.AWS ?? [];

	// {"AWS": "*"} is everybody, services too.
	if (aws.includes('*')) {
		return 'yes';
	}

	if (principal.kind === 'service') {
		const services = element.Service ?? [];
		return truthOf(services.includes('*') || services.includes(principal.service));
	}

	return anyOf(aws.map(named => namesPrincipal(named, principal)));
}

type AwsPrincipal = Extract<RequestPrincipal, {kind: 'aws'}>;

function namesPrincipal(named: string, {arn, accountId}: AwsPrincipal): Truth {
	if (named === arn || named === accountId) {
		return 'yes';
	}

	const [, , service, , account, resource = ''] = named.split(':');

	if (account !== accountId) {
		return 'no';
	}

	if (service === 'iam' && resource === 'root') {
		return 'yes';
	}

	return sessionFits(service, resource, arn);
}

/** A session's ARN shows the role's name without its path. */
function sessionFits(service: string | undefined, resource: string, arn: string): Truth {
	const asked = arn.split(':')[5] ?? '';

	if (service === 'iam' && asked.startsWith('assumed-role/')) {
		return truthOf(resource.startsWith('role/') && lastPart(resource) === asked.split('/')[1]);
	}

	const sameRole = asked.startsWith('role/') && lastPart(asked) === resource.split('/')[1];

	return service === 'sts' && resource.startsWith('assumed-role/') && sameRole
		? {dependsOn: [principalUnsettled]}
		: 'no';
}

const lastPart = (resource: string): string => resource.slice(resource.lastIndexOf('/') + 1);
