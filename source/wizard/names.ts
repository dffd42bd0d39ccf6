/** An answer on its own, away from its question. Names that come first keep their letters. */
export function withoutYesOrNo(answer: string): string {
	const [, rest] = /^(?:Yes|No): ([\s\S]+)$/.exec(answer) ?? [];

	if (rest === undefined) {
		return answer;
	}

	return /^[a-z]+ /.test(rest) ? `${rest.charAt(0).toUpperCase()}${rest.slice(1)}` : rest;
}

/** Seconds as a person says them. */
export const inSeconds = (milliseconds: number): number =>
	Math.max(0, Math.round(milliseconds / 100) / 10);
