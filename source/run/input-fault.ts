import {type ParseError, parseTree} from 'jsonc-parser';

/** Bytes of UTF-8: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
const largestInput = 262_144;

/** Why AWS would not take this as the input of an execution, in one sentence; null where it would. */
export function inputFault(text: string): string | null {
	const bytes = Buffer.byteLength(text);

	if (bytes > largestInput) {
		return `This has ${bytes.toLocaleString('en-US')} bytes, and an execution takes ${largestInput.toLocaleString('en-US')} at most.`;
	}

	return isJson(text) ? null : `This is not JSON${placeOf(text)}: correct it, or paste another.`;
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

function placeOf(text: string): string {
	const errors: ParseError[] = [];
	parseTree(text, errors, {disallowComments: true});
	const [error] = errors;

	if (!error) {
		return '';
	}

	const before = text.slice(0, error.offset).split('\n');
	return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}
