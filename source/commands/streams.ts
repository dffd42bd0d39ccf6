import type {Readable, Writable} from 'node:stream';

type Terminal = {isTTY?: boolean};

/** Where a command reads and prints: handed in so that tests can look. */
export type Streams = {
	stdin: Readable & Terminal;
	stdout: Writable & Terminal;
	stderr: Writable & Terminal;
};

/** Nothing is ever asked unless a person can see the question and answer it. */
export const canAsk = ({stdin, stdout}: Streams): boolean =>
	Boolean(stdin.isTTY) && Boolean(stdout.isTTY);
