import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import {type PatchFormat, patchFor, toolOfFormat} from '../changes/patch-for-tool.ts';
import {type Owner, ownerOf} from '../diagnosis/ownership.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {type Subject, stateMachineArnOf} from '../diagnosis/subject.ts';
import type {ToolPatch} from './services.ts';

/** The change for the tool that was named; a word about the owner where none was; null where there is no owner. */
export async function toolPatch(
	change: Change,
	subject: Subject,
	format: PatchFormat | null,
	reads: Reads,
): Promise<ToolPatch | null> {
	const owner = await ownerOfChanged(change, subject, reads);

	if (format !== null) {
		const patch = patchFor(format, change);
		const tool = toolOfFormat(format);
		return patch
			? {tool, owner, warning: 'Make the same change in its source:', patch}
			: {
					tool,
					owner,
					warning: 'This change has no patch: make it in its source by hand.',
					patch: null,
				};
	}

	return (
		owner && {
			tool: [
				owner.name === null ? owner.tool : `${owner.tool} stack ${owner.name}`,
				...(owner.resource === null ? [] : [`resource ${owner.resource}`]),
			].join(', '),
			owner,
			warning: 'Its next deployment can undo this change. Make the same change in its source.',
			patch: null,
		}
	);
}

/** Of the role that is changed or, where its tags name none, of the state machine. A check says what could not be read. */
export async function ownerOfChanged(
	change: Change,
	subject: Subject,
	reads: Reads,
): Promise<Owner | null> {
	const stateMachineArn = stateMachineArnOf(subject);
	const own =
		'roleName' in change
			? await reads.role(change.roleName).then(({tags}) => ownerOf(tags), ifRefused(null))
			: null;

	if (own !== null || stateMachineArn === null) {
		return own;
	}

	const owner = ownerOf(await reads.stateMachineTags(stateMachineArn).catch(ifRefused({})));
	// The logical id is that of the state machine itself.
	return owner && (isOfStateMachine(change) ? owner : {...owner, resource: null});
}

const isOfStateMachine = ({kind}: Change): boolean =>
	kind === 'definition' || kind === 'logging-configuration';
