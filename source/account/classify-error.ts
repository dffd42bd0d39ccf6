import {AccountError, type AccountErrorKind, type Fate} from './account-error.ts';
import {isCertificateCode, isNetworkCode, isUnreachedCode, kindOfName} from './error-names.ts';
import {type FailedRequest, sentenceFor} from './error-sentences.ts';
import {describeThrown, type Thrown} from './thrown.ts';

/**
 * Anything thrown on the way to AWS and back, as an AccountError whose message is one line that
 * says what to do and keeps what AWS said.
 */
export function classifyError(thrown: unknown, asked: FailedRequest): AccountError {
	if (thrown instanceof AccountError) {
		return thrown;
	}

	const error = describeThrown(thrown);
	const kind = kindOf(error);

	return new AccountError(
		kind,
		asked.operation,
		sentenceFor(kind, error, asked),
		isAnswer(error) ? error.name : null,
		fateOf(kind, error),
	);
}

/** Only an answer of AWS, or a connection that was never made, proves that a write did not take place. */
function fateOf(kind: AccountErrorKind, {name, code, message, status}: Thrown): Fate {
	if (status !== null) {
		return kind === 'unavailable' || kind === 'no-network' ? 'unknown' : 'refused';
	}

	const unreached = [name, code ?? ''].some(
		text => isUnreachedCode(text) || isCertificateCode(text),
	);
	const unasked = /ProviderError$/.test(name) || kind === 'no-region' || kind === 'invalid-request';
	return unreached || unasked || /without establishing a connection/.test(message)
		? 'not-sent'
		: 'unknown';
}

function kindOf(error: Thrown): AccountErrorKind {
	const {name, code, message, status} = error;

	if (/^Region (?:is missing|not accepted)/.test(message)) {
		return 'no-region';
	}

	if (isExpired(error)) {
		return 'expired-credentials';
	}

	if (code === 'ERR_INVALID_URL' || /^Invalid URL/.test(message)) {
		return 'invalid-request';
	}

	// ECS has no name of its own for this.
	if (name === 'ClientException' && /unable to describe task definition/i.test(message)) {
		return 'not-found';
	}

	const named = kindOfName(name);

	if (named) {
		return named;
	}

	if ([name, code ?? ''].some(text => isNetworkCode(text) || isCertificateCode(text))) {
		return 'no-network';
	}

	// AWS refuses with a name; what has none, or is AWS's own fault, says nothing about the account.
	return isAnswer(error) && status !== null && status < 500 ? 'invalid-request' : 'unavailable';
}

/** The SDK's providers of credentials have one name for whatever keeps them from providing. */
const isExpired = ({name, message}: Thrown) =>
	/security token included in the request is expired/i.test(message) ||
	(name.endsWith('ProviderError') && /expired|cannot refresh|re-?authenticate/i.test(message));

/** An answer in AWS's form names its error; otherwise the SDK makes do with a name of its own. */
const isAnswer = ({name, status}: Thrown) =>
	status !== null && !/^(?:Error|TypeError|SyntaxError|NotFound|Unknown|UnknownError)$/.test(name);
