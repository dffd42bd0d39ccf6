import {redactNames} from '../names/printed-names.ts';
import {redactSecrets} from '../secrets.ts';

const esc = '\u001B';

/** CSI (`ESC [ … letter`), also in its one-character form. */
const controlSequence = new RegExp(`(?:${esc}\\[|\u009B)[0-?]*[ -/]*[@-~]`, 'g');

/** OSC, DCS, SOS, PM and APC: titles, links, clipboard writes. Never runs past a control character. */
const commandString = new RegExp(
	`(?:${esc}[\\]PX^_]|[\u0090\u0098\u009D-\u009F])\\P{Cc}*(?:\u0007|${esc}\\\\|\u009C)`,
	'gu',
);

const shortEscape = new RegExp(`${esc}[ -/]*[0-~]`, 'g');

const controlCharacter = /(?![\n\t])\p{Cc}/gu;

/** Bidirectional overrides, zero-width characters, tags; the joiners stay, since scripts and emoji need them. */
const invisibleCharacter = /(?!\u200C|\u200D)\p{Cf}/gu;

const halfCharacter = /\p{Surrogate}/gu;

const anyNewline = /\r\n?|[\u2028\u2029]/g;

/**
 * Takes out of a text whatever a terminal would obey or hide rather than show: escape sequences, control characters,
 * bidirectional overrides and invisible characters. Newlines become `\n`; newlines and tabs stay.
 */
export const sanitise = (text: string): string =>
	text
		.replace(commandString, '')
		.replace(controlSequence, '')
		.replace(shortEscape, '')
		.replace(anyNewline, '\n')
		.replace(controlCharacter, '')
		.replace(invisibleCharacter, '')
		.replace(halfCharacter, '\uFFFD');

/** The same for a place that holds one line: newlines and tabs become spaces. */
export const sanitiseLine = (text: string): string => sanitise(text).replace(/[\n\t]/g, ' ');

/** What everything printed passes: safe for a terminal, and without credentials, tokens and passwords. */
export const printable = (text: string): string => redactNames(redactSecrets(sanitise(text)));

/** The same for a place that holds one line. */
export const printableLine = (text: string): string =>
	redactNames(redactSecrets(sanitiseLine(text)));
