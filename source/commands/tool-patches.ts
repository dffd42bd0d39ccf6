import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import {patchFor} from '../changes/patch-for-tool.ts';
import {type Owner, ownerOf} from '../diagnosis/ownership.ts';
import type {Change} from '../diagnosis/remedy.ts';
import type {Subject} from '../diagnosis/subject.ts';
import type {ToolPatch} from '../wizard/services.ts';

/** The change as a patch for the tool that owns what it touches; null where no tag tells of one. */
export async function toolPatch(
	change: Change,
	subject: Subject,
	reads: Reads,
): Promise<ToolPatch | null> {
	const owner = await ownerOfSubject(subject, reads);
	const patch = owner && patchFor(owner.tool, change);

	return owner && patch
		? {
				tool: owner.name === null ? owner.tool : `${owner.tool} stack ${owner.name}`,
				warning: 'Its next deployment may undo this change. Put the same into its source:',
				patch,
			}
		: null;
}

/** What cannot be read tells of no owner: a check says so. */
async function ownerOfSubject(subject: Subject, reads: Reads): Promise<Owner | null> {
	if (subject.kind === 'not-created') {
		return null;
	}

	return ownerOf(await reads.stateMachineTags(subject.stateMachineArn).catch(ifRefused({})));
}
