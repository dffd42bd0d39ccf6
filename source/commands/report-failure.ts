import {AccountError, type AccountErrorKind} from '../account/account-error.ts';
import {JournalError} from '../changes/journal.ts';
import {InterruptedError, NoVerdictError, UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {jsonText} from '../output/json/json-text.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {printable} from '../output/sanitise.ts';
import {inWords, type Streams} from '../plain/streams.ts';

type Wanted = {json: boolean; debug: boolean};

/** One clear sentence on standard error, an object on standard output where JSON was asked for, no stack. */
export function reportFailure(
	error: unknown,
	{stdout, stderr}: Streams,
	{json, debug}: Wanted,
): ExitStatus {
	const {message, kind, status} = describeFailure(error);
	const said = `sfn-fix: ${asSentence(printable(message))}`;
	stderr.write(`${inWords(said, stderr)}\n`);

	if (debug && error instanceof Error) {
		stderr.write(`${printable(error.stack ?? '')}\n`);
	}

	if (json) {
		const verdict = status === exitStatus.noVerdict ? 'no-verdict' : null;
		stdout.write(`${jsonText({schemaVersion, verdict, error: {kind, message}})}\n`);
	}

	return status;
}

type Failure = {message: string; kind: string; status: ExitStatus};

export function describeFailure(error: unknown): Failure {
	if (error instanceof UsageError) {
		return {message: error.message, kind: 'usage', status: exitStatus.usage};
	}

	if (error instanceof InterruptedError) {
		return {message: error.message, kind: 'interrupted', status: exitStatus.interrupted};
	}

	if (error instanceof NoVerdictError || error instanceof JournalError) {
		return {message: error.message, kind: 'no-verdict', status: exitStatus.noVerdict};
	}

	if (error instanceof AccountError) {
		return {message: accountSentence(error), kind: error.kind, status: exitStatus.noVerdict};
	}

	const message = error instanceof Error ? error.message : String(error);

	return {
		message: `This is a fault of sfn-fix itself: ${message} (--debug says more; please report it).`,
		kind: 'fault',
		status: exitStatus.noVerdict,
	};
}

const selfExplaining: readonly AccountErrorKind[] = [
	'no-credentials',
	'expired-credentials',
	'no-region',
	'no-network',
];

const accountSentence = ({kind, operation, message}: AccountError): string =>
	selfExplaining.includes(kind) || message.includes(operation)
		? message
		: `${operation}: ${message}`;

const asSentence = (text: string): string => (/[.?!)]$/.test(text) ? text : `${text}.`);
