import type {PolicyDocument} from '../policy/document.ts';
import type {Listed} from './listed.ts';

export type Role = {
	arn: string;
	name: string;
	path: string;
	createdAt: Date | null;
	/** The trust policy, decoded. */
	trustPolicy: string;
	permissionsBoundaryArn: string | null;
	tags: Record<string, string>;
	/** The role's tags were not read: what rests on one of them is not known. */
	areTagsUnknown?: true;
};

export type RolePolicyKind = 'inline' | 'customer-managed' | 'aws-managed' | 'boundary';

/** One policy that has a say in what a role may do; `document` is decoded JSON text. */
export type RolePolicy = {
	kind: RolePolicyKind;
	name: string;
	arn: string | null;
	document: string;
	/**
	 * Of a policy that is not deployed yet: with all that is still open settled so that it applies to the resource.
	 * Null where nothing is open.
	 */
	settledFor?(resource: string): PolicyDocument | null;
	/** Of such a policy, in words, why its statements are not known, or not all of them. */
	unread?: string | undefined;
	/** With the resource itself beside what is surely the same, though written otherwise. Null where nothing is. */
	writtenFor?(resource: string): PolicyDocument | null;
};

type SimulationDecision = 'allowed' | 'explicitDeny' | 'implicitDeny';

export type SimulationRequest = {
	roleArn: string;
	actions: string[];
	resources: string[];
	/** Condition key to values. */
	context: Record<string, string[]>;
	/** Proposed policies, judged as if they were attached. */
	extraPolicies: string[];
};

export type SimulationResult = {
	action: string;
	resource: string;
	decision: SimulationDecision;
	/** What the organisation's policies say; null where the account is in none or AWS does not tell. */
	allowedByOrganization: boolean | null;
	allowedByBoundary: boolean | null;
	missingContextKeys: string[];
};

export type IamReads = {
	role(roleName: string): Promise<Role>;
	listRoles(): Promise<Listed<Role>>;
	/** Inline, attached and the boundary, each with its document. `role` is how the role is read, where it is known. */
	rolePolicies(roleName: string, role?: IamReads['role']): Promise<RolePolicy[]>;
	/** Null where the role has no inline policy of that name. `role`: as with `rolePolicies`. */
	inlinePolicy(
		roleName: string,
		policyName: string,
		role?: IamReads['role'],
	): Promise<string | null>;
	/** The default version's document; null where no managed policy has that ARN. */
	managedPolicy(policyArn: string): Promise<string | null>;
	simulate(request: SimulationRequest): Promise<SimulationResult[]>;
};

export type IamWrites = {
	putInlinePolicy(roleName: string, policyName: string, document: string): Promise<void>;
	deleteInlinePolicy(roleName: string, policyName: string): Promise<void>;
	updateTrustPolicy(roleName: string, document: string): Promise<void>;
	/** Returns the new policy's ARN. */
	createManagedPolicy(policyName: string, document: string): Promise<string>;
	deleteManagedPolicy(policyArn: string): Promise<void>;
	attachRolePolicy(roleName: string, policyArn: string): Promise<void>;
	detachRolePolicy(roleName: string, policyArn: string): Promise<void>;
};
