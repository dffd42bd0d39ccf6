import {AwsError} from '../../aws-error.ts';
import {versionSeen} from '../../roles.ts';
import type {OperationContext} from '../../service.ts';
import type {RoleState, RoleVersion} from '../../state.ts';

export function findRole(name: string | undefined, {state}: OperationContext): RoleState {
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
