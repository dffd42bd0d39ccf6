import type {AccountErrorKind} from './account-error.ts';
import {isCertificateCode} from './error-names.ts';
import type {Thrown} from './thrown.ts';

export type FailedRequest = {
	/** `service:Operation`. */
	operation: string;
	/** Where the request went, once that is known. */
	host?: string | undefined;
	/** The profile tried. */
	profile?: string | undefined;
};

type Sentence = (error: Thrown, asked: FailedRequest) => string;

export const sentenceFor = (kind: AccountErrorKind, error: Thrown, asked: FailedRequest): string =>
	sentences[kind](error, asked);

const sentences: Record<AccountErrorKind, Sentence> = {
	'access-denied': ({name, message}, {operation}) =>
		name === 'KmsAccessDeniedException'
			? `Access denied to ${operation}, because the state machine is encrypted with a KMS key that you are not allowed to use; ask for kms:Decrypt on that key: ${message}`
			: `Access denied to ${operation}: ${message}`,

	'not-found': ({message}, {operation}) => `${operation} found nothing: ${message}`,
	conflict: ({message}, {operation}) =>
		`${operation} met another change or what exists already: ${message}`,
	'limit-exceeded': ({message}, {operation}) =>
		`${operation} would exceed an AWS limit: ${message}`,
	'invalid-request': ({message, status}, {operation}) =>
		status === null
			? `${operation} could not be sent; look at --endpoint-url and AWS_ENDPOINT_URL: ${message}`
			: `AWS refused ${operation}: ${message}`,
	throttled: ({message}, {operation}) =>
		`AWS throttled ${operation}, also when it was repeated; wait a minute and run this again: ${message}`,

	'no-credentials': (error, asked) =>
		/ProviderError$/.test(error.name)
			? `No AWS credentials came from profile "${profileOf(asked)}"; run "aws sso login${profileFlag(asked)}" or "aws configure${profileFlag(asked)}", or name another with --profile: ${error.message}`
			: `AWS does not accept the credentials of profile "${profileOf(asked)}"; look at them with "aws sts get-caller-identity${profileFlag(asked)}", and whether the region is enabled for the account: ${error.message}`,

	'expired-credentials': ({message}, asked) =>
		`The AWS credentials of profile "${profileOf(asked)}" have expired; run "aws sso login${profileFlag(asked)}" or get new ones the way you got these: ${message}`,

	'no-region': ({message}) =>
		message === 'Region is missing'
			? 'No AWS region is set: name one with --region or AWS_REGION.'
			: `The AWS region is not a valid name; name another with --region or AWS_REGION: ${message}`,

	'no-network': (error, asked) =>
		[error.code ?? '', error.name].some(isCertificateCode)
			? `The certificate of ${hostOf(error, asked)} is not trusted; behind a proxy that opens TLS, name its certificate in NODE_EXTRA_CA_CERTS: ${error.message}`
			: `${hostOf(error, asked)} cannot be reached; look at the network, the proxy and the region: ${error.message}`,

	unavailable: (error, asked) => {
		if (/^(?:UnknownOperation|InvalidAction)/.test(error.name)) {
			return `${hostOf(error, asked)} does not know ${asked.operation}: ${error.message}`;
		}

		const answer = error.status === null ? 'no usable answer' : `HTTP ${error.status}`;
		const said = isUnreadable(error)
			? 'what it said is not in the form of AWS, so it might not support this call'
			: error.message;

		return `${hostOf(error, asked)} gave ${answer} to ${asked.operation}: ${said}`;
	},
};

const hostOf = ({hostname}: Thrown, {host}: FailedRequest) => hostname ?? host ?? 'AWS';
const profileOf = ({profile}: FailedRequest) => profile ?? 'default';
const profileFlag = ({profile}: FailedRequest) =>
	profile && profile !== 'default' ? ` --profile ${profile}` : '';

/** The SDK's words when it was answered with a web page. */
const isUnreadable = ({message}: Thrown) =>
	/^Unexpected (?:token|end)|is not valid JSON|XML parse error/.test(message);
