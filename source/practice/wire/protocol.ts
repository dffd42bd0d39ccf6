import type {AwsError} from '../aws-error.ts';
import type {HttpRequest, HttpResponse} from './http.ts';

/** What was read from the wire: its shape is the service model's, as far as the caller kept to it. */
export type Input = Record<string, unknown>;

/** The input is read by itself, so that one which cannot be read is answered like any other error. */
export type ParsedCall = {operation: string; input(): Input};

/** How one service speaks: https://smithy.io/2.0/aws/protocols/index.html */
export type Protocol = {
	/** Null where the request is for another service. */
	read(request: HttpRequest): ParsedCall | null;
	success(operation: string, output: object, requestId: string): HttpResponse;
	failure(error: AwsError, requestId: string): HttpResponse;
	unknownOperation(operation: string): AwsError;
};
