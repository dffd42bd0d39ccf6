import type {NamedPolicy} from '../policy/evaluate.ts';
import {parsePolicy} from '../policy/parse.ts';
import {versionSeen} from './seen-role.ts';
import type {OperationContext} from './service.ts';
import type {ManagedPolicyState, RoleState} from './state.ts';

export type RolePolicies = {
	policies: NamedPolicy[];
	boundary: NamedPolicy | null;
	trust: NamedPolicy | null;
};

/** What has a say in what the role may do, as it stood `delay` milliseconds ago. */
export function rolePolicies(
	role: RoleState,
	{state, now}: OperationContext,
	delay: number,
): RolePolicies {
	const seen = versionSeen(role, now(), delay);
	const managed = (arn: string): NamedPolicy[] =>
		state.managedPolicies.filter(policy => policy.arn === arn).map(namedPolicy);

	if (!seen) {
		return {policies: [], boundary: null, trust: null};
	}

	const inline = Object.entries(seen.inlinePolicies).map(([name, document]) => ({
		name,
		document: parsePolicy(document),
	}));
	const boundary = role.permissionsBoundaryArn;

	return {
		policies: [...inline, ...seen.attachedPolicyArns.flatMap(managed)],
		// A boundary that cannot be found bounds everything.
		boundary:
			boundary === null
				? null
				: (managed(boundary)[0] ?? {name: boundary, document: {Statement: []}}),
		trust: {name: 'trust policy', document: parsePolicy(seen.trustPolicy)},
	};
}

const namedPolicy = ({name, document}: ManagedPolicyState): NamedPolicy => ({
	name,
	document: parsePolicy(document),
});
