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
		`${operation} conflicts with another change or an existing resource: ${message}`,
	'limit-exceeded': ({message}, {operation}) =>
		`${operation} would exceed an AWS limit: ${message}`,
	'invalid-request': ({message, status}, {operation}) =>
		status === null
			? `${operation} could not be sent. Check --endpoint-url and AWS_ENDPOINT_URL: ${message}`
			: `AWS refused ${operation}: ${message}`,
	throttled: ({message}, {operation}) =>
		`AWS throttled ${operation}, and the retries as well. Wait a minute and try again: ${message}`,

	'no-credentials': (error, asked) =>
		/ProviderError$/.test(error.name)
			? `Profile "${profileOf(asked)}" has no AWS credentials. Run "aws sso login${profileFlag(asked)}" or "aws configure${profileFlag(asked)}", or choose another profile with --profile. (${error.message})`
			: `AWS rejected the credentials of profile "${profileOf(asked)}". Check them with "aws sts get-caller-identity${profileFlag(asked)}", and check that the region is enabled for the account. (${error.message})`,

	'expired-credentials': ({message}, asked) =>
		`The AWS credentials of profile "${profileOf(asked)}" have expired. Run "aws sso login${profileFlag(asked)}", or renew them the way you got them. (${message})`,

	'no-region': ({message}) =>
		message === 'Region is missing'
			? 'No AWS region is set: set one with --region or AWS_REGION.'
			: `The AWS region name is not valid. Set another with --region or AWS_REGION. (${message})`,

	'no-network': (error, asked) =>
		[error.code ?? '', error.name].some(isCertificateCode)
			? `The certificate of ${hostOf(error, asked)} is not trusted. Behind a proxy that decrypts TLS, set NODE_EXTRA_CA_CERTS to the certificate of the proxy: ${error.message}`
			: `${hostOf(error, asked)} cannot be reached. Check the network, the proxy and the region: ${error.message}`,

	unavailable: (error, asked) => {
		if (/^(?:UnknownOperation|InvalidAction)/.test(error.name)) {
			return `${hostOf(error, asked)} does not support ${asked.operation}: ${error.message}`;
		}

		const answer = error.status === null ? 'no usable answer' : `HTTP ${error.status}`;
		const said = isUnreadable(error)
			? 'the answer is not in the format of AWS, so this endpoint might not support the call'
			: error.message;

		return `${hostOf(error, asked)} returned ${answer} for ${asked.operation}: ${said}`;
	},
};

const hostOf = ({hostname}: Thrown, {host}: FailedRequest) => hostname ?? host ?? 'AWS';
const profileOf = ({profile}: FailedRequest) => profile ?? 'default';
const profileFlag = ({profile}: FailedRequest) =>
	profile && profile !== 'default' ? ` --profile ${profile}` : '';

/** The SDK's words when it was answered with a web page. */
const isUnreadable = ({message}: Thrown) =>
	/^Unexpected (?:token|end)|is not valid JSON|XML parse error/.test(message);
