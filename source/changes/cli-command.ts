import {option, shellQuote} from '../aws/shell-quote.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {kindOf} from './kinds/kind-of.ts';

/** Where the command is to run; what is left out is taken from the shell that runs it. */
export type CommandPlace = {region?: string; profile?: string; endpointUrl?: string};

/** The same write with the AWS CLI, to be pasted into a POSIX shell. */
export const cliCommand = (change: Change, place: CommandPlace = {}): string =>
	kindOf(change)
		.commands(change)
		.map(words => ['aws', ...words, ...placeOptions(place)].map(shellQuote).join(' '))
		.join(' && ');

const placeOptions = ({region, profile, endpointUrl}: CommandPlace): string[] => [
	...(region === undefined ? [] : option('region', region)),
	...(profile === undefined ? [] : option('profile', profile)),
	...(endpointUrl === undefined ? [] : option('endpoint-url', endpointUrl)),
];
