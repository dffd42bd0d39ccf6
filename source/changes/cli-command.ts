import {type CommandLocation, printAwsCommands} from '../aws/command.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {kindOf} from './kinds/kind-of.ts';

/** The same write with the AWS CLI, to be pasted into a POSIX shell. */
export const cliCommand = (change: Change, location: CommandLocation): string =>
	printAwsCommands(kindOf(change).commands(change), location);
