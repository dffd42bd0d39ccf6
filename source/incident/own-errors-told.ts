import {extractFacts} from './extract-facts.ts';
import type {Facts} from './facts.ts';
import type {OwnError} from './own-errors.ts';

/** Keys of a function's error, which show what it is. */
const shape = /\b(?:errorMessage|stackTrace|trace)["']? ?[:=]>? ?["'[]?/g;

/** The text with blanks in the place of what somebody's own errors say: it can quote anything. */
export function withoutOwnErrors(text: string, own: readonly OwnError[]): string {
	return own.reduce(
		(told, error) => told.slice(0, error.from) + blanked(text, error) + told.slice(error.to),
		text,
	);
}

function blanked(text: string, {from, to, name, isFunction}: OwnError): string {
	const said = text.slice(from, to);
	const kept = isFunction ? [...said.matchAll(shape), ...typesIn(said, name)] : [];

	return kept.reduce(
		(blank, {index, 0: piece}) => blank.slice(0, index) + piece + blank.slice(index + piece.length),
		' '.repeat(said.length),
	);
}

const typesIn = (said: string, name: string | null): RegExpExecArray[] =>
	name === null || /^States\./.test(name)
		? []
		: [...said.matchAll(/\berrorType["']? ?[:=]>? ?["']?([\w.$-]{1,120})/g)].filter(
				found => found[1] === name,
			);

const ending = /(?:Error|Exception|Failed|Failure)$/;

/** What somebody calls an error can be the name of one of AWS's. How it ends is kept: that it is an error. */
export const withoutOwnNames = (text: string, own: readonly OwnError[]): string =>
	own
		.map(({name}) => name)
		.filter(name => name !== null)
		.filter(name => /[a-z.][A-Z]/.test(name))
		.reduce((told, name) => told.replaceAll(name, masked(name)), text);

function masked(name: string): string {
	const kept = ending.exec(name)?.[0] ?? '';
	return `X${'x'.repeat(name.length - kept.length - 1)}${kept}`;
}

const refusal =
	/errorMessage["']? ?[:=]>? ?["']?((?:An error occurred \(\w{1,60}\) when calling the \w{1,60} operation[^:]{0,60}: )?(?:\w{1,60}: )?["']?User:? .*?)(?:["'],? ?["'](?:errorType|stackTrace|trace|requestId)["'] ?:|$)/;

/** As the SDKs of AWS call a call that was denied. */
const denialName =
	/(?:^|\.)(?:ClientError|\w{0,20}AccessDenied(?:Exception)?|UnauthorizedOperation)$/;

/** A function that was denied a call of its own says whose role was denied what: its own, not the state machine's. */
export function deniedCall(
	text: string,
	own: readonly OwnError[],
): Partial<Pick<Facts, 'principal' | 'action' | 'resource' | 'denial'>> {
	const [said] = own
		.filter(({isFunction, name}) => isFunction && name !== null && denialName.test(name))
		.map(({from, to}) => refusal.exec(text.slice(from, to))?.[1])
		.filter(found => found !== undefined);

	if (said === undefined) {
		return {};
	}

	const {principal, action, resource, denial} = extractFacts(said);
	return {principal, action, resource, denial};
}
