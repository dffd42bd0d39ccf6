export type ContainerExit = {exitCode: number | null; reason: string | null};

/** How an ECS task or a Batch job ended: the container's exit code, and the reason that ECS gives. */
export function containerExit(text: string): ContainerExit | null {
	const code = /"?Exit ?Code"?\s?[:=] ?(\d{1,3})\b/i.exec(text)?.[1];
	const reasons = [
		...text.matchAll(/"?\b(Reason|StoppedReason|StatusReason)"?\s?[:=] ?"([^"]{1,300})"/gi),
	];
	const reason = reasons.find(([, key]) => /^reason$/i.test(key ?? '')) ?? reasons[0];

	if (code === undefined && !reason) {
		return null;
	}

	return {exitCode: code === undefined ? null : Number(code), reason: reason?.[2] ?? null};
}
