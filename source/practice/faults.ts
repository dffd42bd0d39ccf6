import {AwsError} from './aws-error.ts';
import type {PracticeService} from './service.ts';
import type {AccountState, Fault} from './state.ts';
import type {Input} from './wire/protocol.ts';

/** Refuses the call where the scenario says so. The first matching fault that has not run out counts. */
export function meetFault(
	service: PracticeService,
	operation: string,
	input: Input,
	state: AccountState,
): void {
	const action = `${service.prefix}:${operation}`;
	const fault = state.behaviour.faults.find(
		({operation, times}) => operation === action && times !== 0,
	);

	if (!fault) {
		return;
	}

	if (fault.times !== null) {
		fault.times -= 1;
	}

	throw errorOf(fault.kind, service, action, service.resourceOf(operation, input, state), state);
}

function errorOf(
	kind: Fault['kind'],
	service: PracticeService,
	action: string,
	resource: string | null,
	{callerArn}: AccountState,
): AwsError {
	const {errors} = service;

	if (kind === 'throttled') {
		return new AwsError(errors.throttled, 'Rate exceeded');
	}

	if (kind === 'internal-error') {
		return new AwsError(errors.internal, errors.internalMessage, 500);
	}

	const on = resource ? ` on resource: ${resource}` : '';

	return new AwsError(
		errors.accessDenied,
		`User: ${callerArn} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`,
		errors.accessDeniedStatus,
	);
}
