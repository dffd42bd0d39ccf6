/** The part of an ARN that people call a resource by. A log group keeps its slashes, a role loses its path. */
export function nameOfArn(arn: string): string {
	const [, , service, , , ...resource] = arn.split(':');

	if (service === 'iam') {
		return arn.slice(arn.lastIndexOf('/') + 1);
	}

	if (resource[0] === 'express') {
		return resource[2] ?? arn;
	}

	return (resource[0] === 'execution' ? resource[2] : resource[1]) ?? arn;
}

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

export const count = (number: number, one: string, many = `${one}s`): string =>
	`${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
