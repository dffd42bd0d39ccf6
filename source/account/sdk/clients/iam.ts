// What is named here is all that the bundler keeps of the client.
export {
	AttachRolePolicyCommand,
	CreatePolicyCommand,
	DeletePolicyCommand,
	DeleteRolePolicyCommand,
	DetachRolePolicyCommand,
	GetPolicyCommand,
	GetPolicyVersionCommand,
	GetRoleCommand,
	GetRolePolicyCommand,
	IAMClient,
	PutRolePolicyCommand,
	paginateListAttachedRolePolicies,
	paginateListRolePolicies,
	paginateListRoles,
	paginateSimulatePrincipalPolicy,
	UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
