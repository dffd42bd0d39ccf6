import type {AwsCommand} from '../aws/command.ts';

export type PermissionFound = 'allowed' | 'missing' | 'possibly-missing' | 'denied' | 'unknown';

/** One action on one resource that a state needs. */
export type PermissionDetail = {
	kind: 'permission';
	state: string;
	/** `lambda:invoke`; null where it is not a state that needs it. */
	integration: string | null;
	action: string;
	resource: string;
	found: PermissionFound;
	/** What denies it, under which condition it is needed, why it is not known; null where there is nothing to add. */
	why: string | null;
};

/** What was seen, in data: a plain remark, a command that shows or does it, or what can be aggregated. */
export type Detail =
	| string
	| {kind: 'command'; text: string; command: AwsCommand}
	/** What IAM's policy simulator says. */
	| {kind: 'simulator'; text: string}
	| PermissionDetail;
