import {principalArnOf} from '../../flows/common/denied-principal.ts';
import type {Identity, Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Change} from '../diagnosis/remedy.ts';

type Write = {action: string; resources: string[]};

/** The first of the writes that the simulator denies; null where it denies none, or cannot be asked. */
export async function deniedWrite(
	changes: readonly Change[],
	{arn}: Identity,
	reads: Reads,
): Promise<{action: string; resource: string} | null> {
	const known = changes.map(change => writeOf(change, reads).catch(ifRefused(null)));
	const writes = (await Promise.all(known)).filter(write => write !== null);

	if (writes.length === 0) {
		return null;
	}

	// One call: every action on every resource, of which the pairs that are meant count.
	const results = await reads
		.simulate({
			roleArn: principalArnOf(arn),
			actions: [...new Set(writes.map(({action}) => action))],
			resources: [...new Set(writes.flatMap(({resources}) => resources))],
			context: {},
			extraPolicies: [],
		})
		.catch(ifRefused([]));
	const denied = writes.find(({action, resources}) => {
		const meant = results.filter(
			each => each.action === action && resources.includes(each.resource),
		);
		return (
			meant.length > 0 &&
			meant.every(
				({decision, missingContextKeys}) =>
					decision !== 'allowed' && missingContextKeys.length === 0,
			)
		);
	});

	return denied ? {action: denied.action, resource: denied.resources[0] ?? '*'} : null;
}

/** Null where it is not known on which resource AWS checks it. */
async function writeOf(change: Change, reads: Reads): Promise<Write | null> {
	const isDelete = change.action === 'delete';

	switch (change.kind) {
		case 'role-inline-policy':
		case 'role-trust-policy':
		case 'role-managed-policy': {
			const {arn} = await reads.role(change.roleName);
			return {action: roleActions[change.kind][isDelete ? 1 : 0], resources: [arn]};
		}
		case 'log-group-resource-policy':
			return {
				action: isDelete ? 'logs:DeleteResourcePolicy' : 'logs:PutResourcePolicy',
				resources: [change.logGroupArn, `${change.logGroupArn}:*`],
			};
		case 'logging-configuration':
		case 'definition':
			return {action: 'states:UpdateStateMachine', resources: [change.stateMachineArn]};
		default:
			return null;
	}
}

const roleActions = {
	'role-inline-policy': ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'],
	'role-trust-policy': ['iam:UpdateAssumeRolePolicy', 'iam:UpdateAssumeRolePolicy'],
	'role-managed-policy': ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
} as const;
