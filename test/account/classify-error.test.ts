import {expect, test} from 'vitest';
import {AccountError, type AccountErrorKind} from '../../source/account/account-error.ts';
import {classifyError} from '../../source/account/classify-error.ts';

const asked = {operation: 'iam:GetRole', host: 'iam.amazonaws.com', profile: 'dev'};
const thrown = (name: string, message: string, more: object = {}) =>
	Object.assign(new Error(message), {name}, more);

test('an AccountError stays what it is', () => {
	const error = new AccountError('not-found', 'iam:GetRole', 'Not there.');

	expect(classifyError(error, asked)).toBe(error);
});

const withCredentials: Array<[AccountErrorKind, string, string, RegExp]> = [
	[
		'no-credentials',
		'CredentialsProviderError',
		'Could not load credentials from any providers',
		/^Profile "dev" has no AWS credentials\. Run "aws sso login --profile dev" or "aws configure --profile dev"/,
	],
	[
		'expired-credentials',
		'CredentialsProviderError',
		'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
		/"dev" have expired\. Run "aws sso login --profile dev"/,
	],
	[
		'expired-credentials',
		'TokenProviderError',
		"Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
		/aws sso login --profile dev/,
	],
	[
		'expired-credentials',
		'CredentialsProviderError',
		'Your session has expired. Please reauthenticate.',
		/have expired/,
	],
	[
		'expired-credentials',
		'InvalidIdentityToken',
		'The security token included in the request is expired',
		/have expired/,
	],
];

test.each(withCredentials)('%s: %s: %s', (kind, name, message, words) => {
	const error = classifyError(thrown(name, message), asked);

	expect(error.kind).toBe(kind);
	expect(error.message).toMatch(words);
	expect(error.message).toContain(message);
});

test('the default profile needs no --profile', () => {
	const error = classifyError(thrown('CredentialsProviderError', 'None'), {
		...asked,
		profile: 'default',
	});

	expect(error.message).toContain('Run "aws sso login" or "aws configure"');
});

test.each(['ECONNREFUSED', 'ETIMEDOUT', 'EAI_AGAIN', 'ECONNRESET'])('%s names the host', code => {
	const error = classifyError(thrown('Error', `connect ${code}`, {code}), asked);

	expect(error).toMatchObject({kind: 'no-network', awsName: null, operation: 'iam:GetRole'});
	expect(error.message).toContain('iam.amazonaws.com cannot be reached');
});

test('a host that is not found is named even where it is not the endpoint', () => {
	const error = classifyError(
		thrown('Error', 'getaddrinfo ENOTFOUND portal.sso.eu-west-1.amazonaws.com', {
			code: 'ENOTFOUND',
			hostname: 'portal.sso.eu-west-1.amazonaws.com',
		}),
		asked,
	);

	expect(error.message).toMatch(/^portal\.sso\.eu-west-1\.amazonaws\.com cannot be reached/);
});

test('a time-out is a matter of the network', () => {
	expect(classifyError(thrown('TimeoutError', 'Too slow'), asked).kind).toBe('no-network');
});

test('Node gathers the refusals of all addresses of a host, without words of its own', () => {
	const each = thrown('Error', 'connect ECONNREFUSED ::1:4566', {code: 'ECONNREFUSED'});
	const all = Object.assign(new AggregateError([each], ''), {code: 'ECONNREFUSED'});
	const error = classifyError(all, asked);

	expect(error.kind).toBe('no-network');
	expect(error.message).toContain('connect ECONNREFUSED ::1:4566');
});

test('a certificate that is not trusted leads to NODE_EXTRA_CA_CERTS', () => {
	const code = 'SELF_SIGNED_CERT_IN_CHAIN';
	const error = classifyError(thrown('Error', 'self-signed certificate', {code}), asked);

	expect(error.kind).toBe('no-network');
	expect(error.message).toContain('NODE_EXTRA_CA_CERTS');
});

test('without a region the message names the flag and the variable', () => {
	const error = classifyError(new Error('Region is missing'), asked);

	expect(error.kind).toBe('no-region');
	expect(error.message).toMatch(/--region.*AWS_REGION/);
});

test.each([undefined, null, 'text', 7, {}, new Error('')])('%s thrown is "unavailable"', value => {
	const error = classifyError(value, asked);

	expect(error).toBeInstanceOf(AccountError);
	expect(error.kind).toBe('unavailable');
	expect(error.message.trim()).not.toMatch(/:$|\[object/);
});

test('keys and tokens are left out, and a long message is cut', () => {
	const long = 'x'.repeat(5000);
	const error = classifyError(
		thrown('ValidationException', `AKIAEXAMPLEEXAMPLE12 "SessionToken": "s3cr3t" ${long}`, {
			$metadata: {httpStatusCode: 400},
		}),
		asked,
	);

	expect(error.message).not.toMatch(/AKIA|s3cr3t/);
	expect(error.message.length).toBeLessThan(1200);
});
