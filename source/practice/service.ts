import type {AccountState} from './state.ts';
import type {Input, Protocol} from './wire/protocol.ts';

/** What an operation works with. */
export type OperationContext = {
	state: AccountState;
	/** Milliseconds since 1970. */
	now(): number;
};

/** Takes the service model's input and gives its output, or throws an AwsError. */
type Operation = (input: never, context: OperationContext) => object;

export type PracticeService = {
	/** As in IAM actions: `states`, `iam`, `logs`, `sts`, `ecs`, `lambda`. */
	prefix: string;
	protocol: Protocol;
	operations: Record<string, Operation>;
	/** How this service names the errors that any of its operations can give. */
	errors: {
		accessDenied: string;
		accessDeniedStatus: number;
		throttled: string;
		internal: string;
		internalMessage: string;
	};
	/** What an access-denied message names as the resource; null where AWS names none. */
	resourceOf(operation: string, input: Input, state: AccountState): string | null;
};
