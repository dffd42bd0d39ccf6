import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import {formatOf, type PatchFormat, patchFor, toolOfFormat} from '../changes/patch-for-tool.ts';
import {ownerOf} from '../diagnosis/ownership.ts';
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
	const stateMachineArn = stateMachineArnOf(subject);
	// A check says that the tags could not be read.
	const tags =
		stateMachineArn === null
			? {}
			: await reads.stateMachineTags(stateMachineArn).catch(ifRefused({}));
	const owner = ownerOf(tags);

	if (format !== null) {
		const patch = patchFor(format, change);
		const of = toolOfFormat(format);
		return patch
			? {tool: of, warning: 'Make the same change in its source:', patch}
			: {
					tool: of,
					warning: 'This change has no patch: make it in its source by hand.',
					patch: null,
				};
	}

	const known = owner && formatOf(owner.tool);

	return owner
		? {
				tool: owner.name === null ? owner.tool : `${owner.tool} stack ${owner.name}`,
				warning: `Its next deployment can undo this change. Make the same change in its source${known ? `: sfn-fix fix --patch ${known} prints it` : ''}.`,
				patch: null,
			}
		: null;
}
