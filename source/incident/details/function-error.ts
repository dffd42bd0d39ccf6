export type FunctionError = {type: string | null; message: string | null; at: string | null};

/** What a Lambda function itself reported: its error's type and message, and the innermost line of its own code. */
export function functionError(text: string): FunctionError | null {
	const message = /\berrorMessage["']?\s?[:=]>? ?["']?(.{0,600})/.exec(text)?.[1];

	if (message === undefined) {
		return null;
	}

	return {
		type: /\berrorType["']?\s?[:=]>? ?["']?([\w.$]{1,80})/.exec(text)?.[1] ?? null,
		message: untilNextField(message),
		at: ownLine(text),
	};
}

const untilNextField = (text: string): string | null =>
	reasonInJson(text) ||
	text
		.split(
			/["'],? ?["']?(?:errorType|requestId|stackTrace|trace|cause|errorCode|code|name|statusCode)\b|"\s?[,}]/,
			1,
		)[0]
		?.trim() ||
	null;

/** A message that is JSON itself: its quotes are no longer told apart, so what says why is looked for by its name. */
function reasonInJson(text: string): string | null {
	if (!/^[{[] ?["'{]/.test(text)) {
		return null;
	}

	const reason =
		/["'](?:errorMessage|message|Message|reason|error_description|detail|description|title|msg|error)["'] ?: ?["']([^"']{2,300})/.exec(
			text,
		)?.[1];
	return (
		reason?.trim() ||
		text.split(/["'] ?[,}] ?["'](?:errorType|stackTrace|trace|requestId)\b/, 1)[0]?.trim() ||
		null
	);
}

/** The last line of the stack that lies in the function's own code rather than in a library. */
function ownLine(text: string): string | null {
	const lines = [
		...text.matchAll(
			/File "(\/[^"]{1,200})", line (\d{1,6})|\((\/var\/task\/[^():]{1,200}):(\d{1,6})/g,
		),
	]
		.map(([, file, line, script, row]) => `${file ?? script}, line ${line ?? row}`)
		.filter(place => !/site-packages|node_modules|\/var\/(?:runtime|lang)\//.test(place));

	return (text.includes('File "') ? lines.at(-1) : lines[0]) ?? null;
}
