import {deploymentUnsettled} from '../../source/policy/open-parts.ts';
import {listOf} from '../../source/text.ts';
import {
	type RolePermissions,
	statementAt,
	statementWords,
	unreadReasons,
} from '../common/role-permissions.ts';
import {acrossWords} from './across-accounts.ts';
import type {JudgedNeed} from './judged-need.ts';
import {withVerdict} from './need-words.ts';

/** Why it cannot be told whether what is needed is allowed. */
export function openWords(judged: readonly JudgedNeed[], permissions: RolePermissions): string[] {
	const open = withVerdict(judged, 'open').map(
		each =>
			`${each.need.state}: cannot tell whether ${each.action} is allowed: ${unknownWords(each)}.`,
	);
	const depends = withVerdict(judged, 'depends').map(
		each =>
			`${each.need.state}: cannot tell whether ${each.action} on ${each.resource} is allowed: ${whyOpen(each, permissions)}.`,
	);

	const unread = withVerdict(judged, 'unread').map(({need, statement, action, resource}) =>
		statement.dynamic
			? `${need.state}: no policy of the role allows ${action} on any resource such as ${resource}: missing, unless the policy of the resource names the role. Which one is called is known only when the state runs.`
			: `${need.state}: no policy of the role allows ${action} on ${resource}: missing, unless the resource's own policy names the role, which could not be read.`,
	);

	const across = withVerdict(judged, 'across').map(acrossWords);

	return [...new Set([...open, ...depends, ...unread, ...across])];
}

/** What stands for the name before a deployment: source/template/unresolved.ts. */
const ownNameUnknown = /__open\d+xSTATEMACHINENAME__/;

function whyOpen({resource, refs, on = []}: JudgedNeed, permissions: RolePermissions): string {
	const unread = unreadReasons(refs, permissions);

	if (unread.length > 0) {
		return unread.join('; ');
	}

	const by = refs.map(statementWords).join('; ');

	if (!ownNameUnknown.test(resource)) {
		return `it depends on ${listOf(on.map(each => decides.get(each) ?? `the value of ${each}`))} (${by})`;
	}

	const [, , , , , kind] = resource.split(':');
	const allowed = refs
		.flatMap(ref => statementAt(ref, permissions)?.Resource ?? [])
		.filter(each => each.split(':')[5] === kind);

	return `the name of the state machine is not in the file, and the policy allows ${listOf(allowed) || 'some names'} (${by})`;
}

/** What is no condition key. */
const decides: ReadonlyMap<string, string> = new Map([
	[deploymentUnsettled, deploymentUnsettled],
	['resource', 'which resource is called'],
	['principal', 'the name of the session of the role'],
]);

/** Why a role that is passed is not known is no reason for any other action. */
function unknownWords({need, statement, action, resource, refs}: JudgedNeed): string {
	if (statement.alternatives && refs.length === 0) {
		return `AWS documents it on ${resource}, and policies allow it in another form`;
	}

	const ofRoles = new Set(need.passedRoles.map(({unknown}) => unknown));
	const unknowns = need.unknowns.filter(
		unknown => action === 'iam:PassRole' || !ofRoles.has(unknown),
	);

	if (/:bedrock:\*::foundation-model\/[^*]/.test(resource)) {
		return `policies allow it in some regions (${resource}), and the inference profile decides in which of its regions the model runs`;
	}

	return (
		unknowns.join('; ') ||
		(/:task-definition\/[^*]{1,255}:\*$/.test(resource)
			? 'the newest revision of the task definition runs, and policies allow only some of its revisions'
			: 'its resource is known only when the state runs')
	);
}
