import {isObject, parseJson} from '../json.ts';

/** More than this of a cause tells no two apart. */
const longest = 4000;
const membersAtMost = 12;

/** What an error's cause says, without what differs from one execution to the next: ids, times, numbers, quoted data. */
export function commonText(cause: string | null): string {
	return textOf(cause)
		.slice(0, longest)
		.replaceAll(quotedData, '{…}')
		.replaceAll(sessionName, '#')
		.replaceAll(words, (word, kept) => (kept === undefined && varies.test(word) ? '#' : word))
		.replaceAll(/#(?:[\s,;]*#)+/g, '#')
		.replaceAll(/\s+/g, ' ')
		.trim();
}

/** The same for a person, with the ids of one execution. */
export const saidBy = (cause: string | null): string | null =>
	textOf(cause).replaceAll(/\s+/g, ' ').trim().slice(0, longest) || null;

function textOf(cause: string | null): string {
	const told = parseJson(cause);
	return isObject(told) ? membersOf(told).join(' ') : (cause ?? '');
}

/** A state's input and other JSON within a sentence. */
const quotedData = /(?<![\w$\])])'?[{[]["'{][\s\S]*["'}\]\d][}\]]'?/g;
const sessionName = /(?<=:assumed-role\/[\w+=,.@-]{1,64}\/)[\w+=,.@-]{2,64}/g;

/** Kept are paths of the input ($.lines[0]), and the codes that tell two failures apart. */
const words =
	/(\$[\w.[\]'"*-]*|\b(?:exit ?code|exited with|status ?code|error ?code|signal|HTTP)["']?[\s:=]{1,3}\d{1,6}\b)|[\w.:/@+=%-]+/gi;

/** A word with a digit in it, a long hexadecimal word, or an address. */
const varies = /\d|^[\da-f]{12,}$|\w@\w/i;

/** In a cause that is an object, such as a function's error or a description of a task or job. */
const telling = new Set([
	'errorType',
	'errorMessage',
	'ErrorMessage',
	'FailureReason',
	'StateChangeReason',
	'StateDetails',
	'StatusReason',
	'StoppedReason',
	'StopCode',
	'Reason',
	'reason',
	'message',
	'Message',
	'Error',
	'Cause',
	'error',
	'ExitCode',
]);

function membersOf(value: object): string[] {
	const found: string[] = [];
	const open: unknown[] = [value];

	for (let at = open.shift(); at !== undefined && found.length < membersAtMost; at = open.shift()) {
		for (const [name, inner] of Object.entries(at as object)) {
			const isText = typeof inner === 'string' || typeof inner === 'number';

			if (isText && telling.has(name) && inner !== '') {
				found.push(name === 'ExitCode' ? `exit code ${inner}` : String(inner));
			} else if (isObject(inner) || Array.isArray(inner)) {
				open.push(inner);
			}
		}
	}

	return found.length > 0 ? [...new Set(found)] : [JSON.stringify(Object.keys(value))];
}
