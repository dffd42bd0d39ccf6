import type {Facts} from '../../source/incident/facts.ts';

/** What has to be allowed, where: an Allow on the role helps only if it is the role's own policies that do not allow it. */
export function grantStep(
	{denial}: Facts,
	{who, action, resource}: {who: string; action: string; resource: string},
): string {
	const type = denial?.policyType ?? '';

	if (/boundary/i.test(type)) {
		return `Add ${action} on ${resource} to the permissions boundary of ${who}. The role's own policies must allow it too.`;
	}

	if (/service control|resource control/i.test(type)) {
		return `Ask the administrators of the organization to allow ${action} on ${resource} in the ${type} that applies to ${who}.`;
	}

	if (/resource-based/i.test(type)) {
		return `Allow ${who} to call ${action} in the policy of ${resource} itself.`;
	}

	if (/trust/i.test(type)) {
		return `Name ${who} as a principal in the trust policy of ${resource}.`;
	}

	if (/endpoint/i.test(type)) {
		return `Allow ${action} on ${resource} in the policy of the VPC endpoint that the call goes through.`;
	}

	if (/session/i.test(type)) {
		return `Allow ${action} on ${resource} in the policy that is passed when the session of ${who} is made.`;
	}

	return `Grant ${who} ${action} on ${resource}.`;
}
