import {AwsError} from '../../aws-error.ts';
import type {AccountState, LogGroupState} from '../../state.ts';

/** By name, or by ARN with or without the trailing `:*`. */
export function findLogGroup(identifier: string | undefined, state: AccountState): LogGroupState {
	if (!identifier) {
		throw new AwsError(
			'InvalidParameterException',
			"1 validation error detected: Value at 'logGroupName' failed to satisfy constraint: Member must not be null",
		);
	}

	const plain = identifier.endsWith(':*') ? identifier.slice(0, -2) : identifier;
	const group = state.logGroups.find(({name, arn}) => name === plain || arn === plain);

	if (!group) {
		throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
	}

	return group;
}
