import {learnNames, redactNames} from '../../names/printed-names.ts';
import {redactSecrets} from '../../secrets.ts';
import {sanitise} from '../sanitise.ts';

/** What a terminal would obey or hide: C1 controls, DEL, bidirectional and invisible characters, line separators. */
const unsafe = /[\u007F-\u009F\u2028\u2029]|\p{Cf}/gu;

/**
 * JSON that a terminal can show, and what is read out of it: what a terminal would obey is removed, or written as an
 * escape in a document that has to stay as it is. What is a credential, a token or a password is redacted.
 */
export const jsonText = (value: unknown): string => printed(value, 2);

/** The same on one line. */
export const jsonLine = (value: unknown): string => printed(value, 0);

function printed(value: unknown, indent: number): string {
	learnNames(value);

	return JSON.stringify(value, redacted, indent).replace(unsafe, character =>
		Array.from(
			{length: character.length},
			(_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
		).join(''),
	);
}

/** What sfn-fix says in words of its own, whatever a resource is called. */
const ownWords = new Set([
	'verdict',
	'outcome',
	'executions',
	'evidence',
	'kind',
	'action',
	'flow',
	'confidence',
]);

/** Fields whose values can be the same words as a name and are sfn-fix's or AWS's own. */
const wordFields =
	/^(?:id|title|question|status|type|level|state|error(?:Name)?|service|region|partition|policyType|remedy)$/;

/** Documents and commands that are compared or pasted: each character counts. */
const exactFields = /^(?:before|after|command|patch|definition|document)$/;

function redacted(key: string, value: unknown): unknown {
	if (typeof value !== 'string' || ownWords.has(key)) {
		return value;
	}

	const text = exactFields.test(key) ? value : sanitise(value);
	return redactNames(redactSecrets(text), wordFields.test(key) ? 'whole' : 'value');
}
