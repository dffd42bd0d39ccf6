import {readPolicy} from '../../access/policy.ts';
import {AwsError} from '../../aws-error.ts';
import {page} from '../../paging.ts';
import {versionSeen} from '../../roles.ts';
import type {OperationContext} from '../../service.ts';
import type {RoleState, RoleVersion} from '../../state.ts';

type Marked = {Marker?: string | undefined; MaxItems?: number | undefined};

/** IAM pages by Marker; a page holds 100 entries where the caller does not say. */
export function iamPage<T>(all: readonly T[], input: Marked, {state}: OperationContext) {
	const {entries, nextToken} = page(all, {
		size: input.MaxItems,
		token: input.Marker,
		defaultSize: 100,
		bound: state.behaviour.pageSize,
		invalidToken: () => new AwsError('ValidationError', 'Invalid Marker.'),
	});

	return {entries, paging: {IsTruncated: nextToken !== undefined, Marker: nextToken}};
}

/** Documents leave IAM percent-encoded as RFC 3986 has it. */
export const encodeDocument = (document: string): string =>
	encodeURIComponent(document).replaceAll(
		/[!'()*]/g,
		character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);

export function checkDocument(document: string | undefined): string {
	if (document === undefined || readPolicy('', document) === null) {
		throw new AwsError('MalformedPolicyDocument', 'Syntax errors in policy.');
	}

	return document;
}

function findRole(name: string | undefined, {state}: OperationContext): RoleState {
	if (!name) {
		throw new AwsError(
			'ValidationError',
			"1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must not be null",
		);
	}

	const role = state.roles.find(candidate => candidate.name === name);

	if (!role) {
		throw roleNotFound(name);
	}

	return role;
}

/** The role as reads of IAM show it now. */
export function readRole(
	name: string | undefined,
	context: OperationContext,
): {role: RoleState; seen: RoleVersion} {
	const role = findRole(name, context);
	const seen = versionSeen(role, context.now(), context.state.behaviour.iamReadDelay);

	if (!seen) {
		throw roleNotFound(role.name);
	}

	return {role, seen};
}

/** Service-linked roles are the service's own. */
export function findWritableRole(name: string | undefined, context: OperationContext): RoleState {
	const role = findRole(name, context);

	if (role.path.startsWith('/aws-service-role/')) {
		throw new AwsError(
			'UnmodifiableEntity',
			`Cannot perform the operation on the protected role '${role.name}' - this role is only modifiable by AWS`,
		);
	}

	return role;
}

const roleNotFound = (name: string): AwsError =>
	new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
