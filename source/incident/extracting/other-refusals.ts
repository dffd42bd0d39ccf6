import type {Refusal} from './refusal.ts';
import {isRedaction, unquoted} from './unquoted.ts';

const unstated = {kind: 'unstated', policyType: null, policyArn: null} as const;

/** Step Functions' own texts of refusal, none of which follows IAM's grammar. */
export function findOtherRefusal(text: string): Refusal | null {
	return managedRule(text) ?? taskRole(text) ?? httpEndpoint(text);
}

function managedRule(text: string): Refusal | null {
	const found = / is not authorized to create (?:the )?managed[- ]rule/i.exec(text);
	const role = found ? stated(wordBefore(text, found.index)) : null;

	return role ? {principal: role, action: null, resource: null, denial: unstated} : null;
}

function taskRole(text: string): Refusal | null {
	const found =
		/ is not authorized to assume the task state's role[,:]? ?["'`]?((?:<[^<>]{1,60}>|[^\s"'`\\<>]){0,400})/i.exec(
			text,
		);

	return found
		? {
				principal: stated(wordBefore(text, found.index)),
				action: null,
				resource: stated((found[1] ?? '').replace(/[.:]$/, '')),
				denial: unstated,
			}
		: null;
}

/** An ARN or what stands for one; other words are prose. */
function stated(word: string): string | null {
	const name = unquoted(word);
	return name.startsWith('arn:') || isRedaction(name) ? name : null;
}

const wordBefore = (text: string, index: number): string =>
	/(?:<[^<>]{1,60}>|[^\s<>]){1,400}$/.exec(text.slice(Math.max(0, index - 400), index))?.[0] ?? '';

function httpEndpoint(text: string): Refusal | null {
	const found =
		/not authorized to perform:? states: ?InvokeHTTPEndpoint on API Endpoint:? ["'`]?((?:<[^<>]{1,60}>|[^\s"'`\\<>]){1,400})/i.exec(
			text,
		);

	return found
		? {
				principal: null,
				action: 'states:InvokeHTTPEndpoint',
				resource: unquoted(found[1] ?? '').replace(/\.$/, ''),
				denial: unstated,
			}
		: null;
}
