import type {AccountErrorKind} from './account-error.ts';

/** AWS's names of errors, by what they are to us; the first that fits counts. */
const kindsByName: ReadonlyArray<readonly [AccountErrorKind, RegExp]> = [
	['expired-credentials', /^(?:ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/],
	[
		'no-credentials',
		/^(?:InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature(?:Exception)?|MissingAuthenticationToken(?:Exception)?|InvalidAccessKeyId|CredentialsProviderError|CredentialsTimeoutProviderError|TokenProviderError)$/,
	],
	[
		'access-denied',
		/^(?:AccessDenied(?:Exception)?|KmsAccessDeniedException|UnauthorizedOperation|Unauthorized(?:Exception)?|NotAuthorized(?:Exception)?|AuthorizationError(?:Exception)?|OptInRequired)$/,
	],
	[
		'throttled',
		/^(?:Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|RequestThrottled(?:Exception)?|KmsThrottlingException|SlowDown|PriorRequestNotComplete)$/,
	],
	[
		'unavailable',
		/^(?:UnreadableAnswer|RequestTimeout(?:Exception)?|UnknownOperation(?:Exception)?|InvalidAction|NotImplemented(?:Error|Exception)?|UnsupportedOperation(?:Exception)?|ServiceUnavailable(?:Exception)?|ServiceException|ServerException|InternalFailure|InternalServer(?:Error|Exception)|InternalError(?:Exception)?)$/,
	],
	['not-found', /^(?:NoSuchEntity(?:Exception)?|StateMachineDoesNotExist|ExecutionDoesNotExist)$/],
	// Just `NotFound` is what the SDK makes of a 404 that is no answer of AWS.
	['not-found', /.(?:NotFound|DoesNotExist)(?:Exception)?$/],
	['limit-exceeded', /(?:LimitExceeded|QuotaExceeded)(?:Exception)?$/],
	[
		'conflict',
		/^(?:OperationAborted|ConcurrentModification|Conflict|DeleteConflict|EntityAlreadyExists|EntityTemporarilyUnmodifiable|ResourceAlreadyExists|StateMachineAlreadyExists|StateMachineDeleting|ExecutionAlreadyExists)(?:Exception)?$/,
	],
];

const networkCodes = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETDOWN',
	'ENETUNREACH',
	'ENOTFOUND',
	'EPIPE',
	'EPROTO',
	'ETIMEDOUT',
	'TimeoutError',
	'AbortError',
]);

export const kindOfName = (name: string): AccountErrorKind | null =>
	kindsByName.find(([, names]) => names.test(name))?.[0] ?? null;

/** Codes of a connection that was never made: nothing was sent. */
const unreachedCodes = new Set([
	'ECONNREFUSED',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETDOWN',
	'ENETUNREACH',
	'ENOTFOUND',
]);

export const isUnreachedCode = (code: string): boolean => unreachedCodes.has(code);

export const isNetworkCode = (code: string): boolean => networkCodes.has(code);

/** A proxy that opens TLS, or a certificate that Node does not know. */
export const isCertificateCode = (code: string): boolean =>
	/CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE/.test(code);
