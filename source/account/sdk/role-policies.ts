import type {IamReads, RolePolicy, RolePolicyKind} from '../iam.ts';
import {collectAll} from './collect.ts';
import {decodeDocument} from './decode-document.ts';
import {required} from './required.ts';
import {readInlinePolicy, readRole} from './role.ts';
import type {Services} from './services.ts';

type Iam = Services['iam'];
type ManagedPolicy = {name: string; document: string};

/** Every policy that has a say in what the role may do; everything is read at once, each policy once. */
export async function rolePolicies(
	iam: Iam,
	roleName: string,
	role: IamReads['role'] = name => readRole(iam, name),
): Promise<RolePolicy[]> {
	const managed = managedPolicies(iam);
	const of = async (arn: string, kind: RolePolicyKind): Promise<RolePolicy> => ({
		kind,
		arn,
		...(await managed(arn)),
	});

	const inline = async () => {
		const names = await inlinePolicyNames(iam, roleName);

		return Promise.all(names.map(name => inlinePolicy(iam, roleName, name)));
	};

	const attached = async () => {
		const arns = await attachedPolicyArns(iam, roleName);

		return Promise.all(arns.map(arn => of(arn, kindOf(arn))));
	};

	const boundary = async () => {
		const {permissionsBoundaryArn: arn} = await role(roleName);

		return arn ? [await of(arn, 'boundary')] : [];
	};

	return (await Promise.all([inline(), attached(), boundary()])).flat();
}

const kindOf = (arn: string): RolePolicyKind =>
	/^arn:[^:]+:iam::aws:policy\//.test(arn) ? 'aws-managed' : 'customer-managed';

const inlinePolicy = async (iam: Iam, roleName: string, name: string): Promise<RolePolicy> => ({
	kind: 'inline',
	name,
	arn: null,
	document: await readInlinePolicy(iam, roleName, name),
});

const inlinePolicyNames = (iam: Iam, RoleName: string) =>
	iam('ListRolePolicies', (client, sdk) =>
		collectAll(sdk.paginateListRolePolicies({client}, {RoleName}), page => page.PolicyNames),
	);

const attachedPolicyArns = (iam: Iam, RoleName: string) =>
	iam('ListAttachedRolePolicies', async (client, sdk) => {
		const pages = sdk.paginateListAttachedRolePolicies({client}, {RoleName});
		const policies = await collectAll(pages, page => page.AttachedPolicies);

		return policies.map(({PolicyArn}) => required(PolicyArn, 'PolicyArn'));
	});

/** The boundary may also be attached: a policy asked for twice is read once. */
function managedPolicies(iam: Iam): (arn: string) => Promise<ManagedPolicy> {
	const reading = new Map<string, Promise<ManagedPolicy>>();

	return arn => {
		const policy = reading.get(arn) ?? readManagedPolicy(iam, arn);
		reading.set(arn, policy);

		return policy;
	};
}

export async function readManagedPolicy(iam: Iam, PolicyArn: string): Promise<ManagedPolicy> {
	const policy = await iam('GetPolicy', async (client, sdk) => {
		const {Policy} = await client.send(new sdk.GetPolicyCommand({PolicyArn}));

		return required(Policy, 'Policy');
	});

	const VersionId = policy.DefaultVersionId;
	const document = await iam('GetPolicyVersion', async (client, sdk) => {
		const {PolicyVersion} = await client.send(
			new sdk.GetPolicyVersionCommand({PolicyArn, VersionId}),
		);

		return decodeDocument(required(PolicyVersion?.Document, 'Document'));
	});

	return {name: policy.PolicyName ?? PolicyArn, document};
}
