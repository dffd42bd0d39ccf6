import {Readable} from 'node:stream';

/** The part of the SDK's HttpRequest that the practice account reads. */
export type HttpRequest = {
	method: string;
	path: string;
	headers: Record<string, string>;
	body?: unknown;
};

export type HttpResponse = {
	statusCode: number;
	reason?: string;
	headers: Record<string, string>;
	body: Readable;
};

export function bodyText(body: unknown): string {
	if (typeof body === 'string') {
		return body;
	}

	return body instanceof Uint8Array ? new TextDecoder().decode(body) : '';
}

export function header(request: HttpRequest, name: string): string | null {
	const found = Object.entries(request.headers).find(([key]) => key.toLowerCase() === name);

	return found?.[1] ?? null;
}

export const httpResponse = (
	statusCode: number,
	headers: Record<string, string>,
	text: string,
): HttpResponse => ({statusCode, headers, body: Readable.from([Buffer.from(text, 'utf8')])});
