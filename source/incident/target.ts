/** What a person names to say which state machine is meant. */
export type Target =
	| {kind: 'name'; name: string}
	| {kind: 'state-machine'; arn: string; region: string; accountId: string}
	| {
			kind: 'execution';
			arn: string;
			stateMachineArn: string;
			express: boolean;
			region: string;
			accountId: string;
	  }
	| {kind: 'map-run'; arn: string; stateMachineArn: string; region: string; accountId: string};

const arnPattern =
	/arn:(aws[a-z-]*):states:([a-z0-9-]+):(\d{12}):(stateMachine|execution|express|mapRun):([^\s"'<>?#&,;`[\]{}|\\^~$*]+)/;
const namePattern = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/;

/**
 * A name, a state machine ARN (a version or alias is dropped), an execution ARN of either type, a Map Run ARN or
 * the address of the console's page of any of these. Null when it is none of them.
 */
export function parseTarget(text: string): Target | null {
	const decoded = decode(text.trim());
	const match = decoded.match(arnPattern);

	if (match) {
		const [, partition = '', region = '', accountId = '', type = '', rest = ''] = match;
		return fromArn({
			prefix: `arn:${partition}:states:${region}:${accountId}`,
			region,
			accountId,
			type,
			// The end of a sentence, or of what is in parentheses around it.
			rest: rest.replace(/[.)]+$/, ''),
		});
	}

	return namePattern.test(decoded) ? {kind: 'name', name: decoded} : null;
}

type ArnParts = {prefix: string; region: string; accountId: string; type: string; rest: string};

function fromArn({prefix, region, accountId, type, rest}: ArnParts): Target | null {
	const [name = '', ...more] = rest.split(':');
	const stateMachineArn = `${prefix}:stateMachine:${name.split('/')[0]}`;

	if (type === 'stateMachine') {
		return {kind: 'state-machine', arn: stateMachineArn, region, accountId};
	}

	if (type === 'mapRun') {
		// …:mapRun:orders/label:id
		return more[0]
			? {
					kind: 'map-run',
					arn: `${prefix}:mapRun:${name}:${more[0]}`,
					stateMachineArn,
					region,
					accountId,
				}
			: null;
	}

	const express = type === 'express';
	// An Express execution's ARN ends in the execution's name and an id of its own.
	const arn = `${prefix}:${type}:${[name, ...more.slice(0, express ? 2 : 1)].join(':')}`;

	return more.length > 0
		? {kind: 'execution', arn, stateMachineArn, express, region, accountId}
		: null;
}

/** An address that was passed on can be encoded twice. */
function decode(text: string, times = 3): string {
	try {
		const decoded = decodeURIComponent(text);
		return decoded === text || times === 1 ? decoded : decode(decoded, times - 1);
	} catch {
		return text;
	}
}
