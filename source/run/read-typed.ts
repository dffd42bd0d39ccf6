import {nameOfArn} from '../aws/arn.ts';
import {parseTarget} from '../incident/target.ts';
import {createFinder, type Option, preselected} from './choice.ts';
import type {RunEvent} from './event.ts';

/** Several words or lines, or the name of an error: nobody's state machine is called that. */
const errorLike = /\S\s+\S+\s+\S|[\r\n]|(?:Exception|Error|Fault)\b|^(?:States|Lambda)\./;

/** Where a state machine is asked for, what was typed or pasted can be its address, its execution or its error. */
export function optionForText(text: string): Option | null {
	const typed = text.trim();
	const target = /\s/.test(typed) ? null : parseTarget(typed);

	if (target && target.kind !== 'name') {
		const label =
			target.kind === 'execution'
				? `Execution ${target.arn.split(':').slice(7).join(':')} of ${nameOfArn(target.stateMachineArn)}`
				: target.kind === 'map-run'
					? `Map Run ${nameOfArn(target.arn).split('/').at(-1)} of ${nameOfArn(target.stateMachineArn)}`
					: `State machine ${nameOfArn(target.arn)}`;

		return {key: 'typed', label, detail: target.region, event: {type: 'target-named', target}};
	}

	return errorLike.test(typed)
		? {key: 'typed', label: 'Read this error', event: {type: 'error-given', text}}
		: null;
}

/** The options that the typed text leaves; where it finds none, what it can be read as. */
export function optionsFor<Event>({
	options,
	takesTarget,
}: {
	options: readonly Option<Event>[];
	takesTarget: boolean;
}): (typed: string) => Array<Option<Event | RunEvent>> {
	const find = createFinder(options);

	return typed => {
		const found = find(typed);
		const read = takesTarget && preselected(found, typed) === null ? optionForText(typed) : null;
		return read ? [read, ...found] : found;
	};
}
