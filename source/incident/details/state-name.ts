/** The state that a message names: `executing the state 'Check stock' (entered at the event id #7)`. */
export const stateName = (text: string): string | null =>
	/\b(?:executing|scheduling|evaluating) the state '([^']{1,128})'/i.exec(text)?.[1] ??
	/\bstate\/task '([^']{1,128})' returned/i.exec(text)?.[1] ??
	null;
