import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import type {AccountErrorKind} from '../../source/account/account-error.ts';
import {AccountError} from '../../source/account/account-error.ts';
import {accountOver, RawAnswer, Refusal} from './fake-wire.ts';

// The SDK repeats what may pass, with waits in between: here they pass at once.
beforeAll(async () => {
	// Loading clients and settings is real work, during which the timers would run on.
	await Promise.all([describing({}), readingRole({})]);
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']}).setTimerTickMode('nextTimerAsync');
});
afterAll(() => {
	vi.useRealTimers();
});

const machine = 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders';

const describing = async (refusal: object): Promise<AccountError> => {
	const {reads} = accountOver({'states:DescribeStateMachine': () => refusal});

	return reads.stateMachine(machine).catch(error => error);
};

const readingRole = async (refusal: object): Promise<AccountError> => {
	const {reads} = accountOver({'iam:GetRole': () => refusal});

	return reads.role('orders').catch(error => error);
};

const inJson: Array<[AccountErrorKind, string, string, number]> = [
	['access-denied', 'AccessDeniedException', 'User: x is not authorized to perform: y', 400],
	['access-denied', 'KmsAccessDeniedException', 'The ciphertext refers to a key', 400],
	['expired-credentials', 'ExpiredTokenException', 'The security token has expired', 400],
	['no-credentials', 'UnrecognizedClientException', 'The security token is invalid', 400],
	['throttled', 'ThrottlingException', 'Rate exceeded', 400],
	['not-found', 'StateMachineDoesNotExist', 'State Machine Does Not Exist', 400],
	['not-found', 'ResourceNotFoundException', 'The specified log group does not exist.', 400],
	['invalid-request', 'InvalidArn', 'Invalid Arn', 400],
	['invalid-request', 'ValidationException', '1 validation error detected', 400],
	['invalid-request', 'InvalidLoggingConfiguration', 'Invalid Logging Configuration', 400],
	['limit-exceeded', 'StateMachineLimitExceeded', 'Too many', 400],
	['limit-exceeded', 'ServiceQuotaExceededException', 'Too many', 402],
	['conflict', 'OperationAbortedException', 'Multiple concurrent requests', 400],
	['conflict', 'ConflictException', 'Another update is going on', 409],
	['unavailable', 'ServiceUnavailableException', 'Try later', 503],
	['unavailable', 'InternalFailure', 'Something broke', 500],
	['unavailable', 'UnknownOperationException', 'Unknown operation', 400],
];

test.each(inJson)('%s: %s', async (kind, name, said, status) => {
	const error = await describing(new Refusal(name, said, status));

	expect(error).toBeInstanceOf(AccountError);
	expect(error).toMatchObject({kind, operation: 'states:DescribeStateMachine', awsName: name});
	expect(error.message).toContain(said);
	expect(error.message).not.toContain('\n');
});

const inXml: Array<[AccountErrorKind, string, string, number]> = [
	['access-denied', 'AccessDenied', 'User: x is not authorized to perform: iam:GetRole', 403],
	['expired-credentials', 'ExpiredToken', 'The security token included is expired', 403],
	['no-credentials', 'InvalidClientTokenId', 'The security token is invalid', 403],
	['no-credentials', 'SignatureDoesNotMatch', 'The signature does not match', 403],
	['throttled', 'Throttling', 'Rate exceeded', 400],
	['not-found', 'NoSuchEntity', 'The role with name orders cannot be found.', 404],
	['limit-exceeded', 'LimitExceeded', 'Maximum policy size of 10240 bytes exceeded', 409],
	['conflict', 'EntityAlreadyExists', 'There already', 409],
	['conflict', 'ConcurrentModification', 'Changed in between', 409],
	['invalid-request', 'MalformedPolicyDocument', 'Syntax errors in policy.', 400],
	['unavailable', 'ServiceFailure', 'Something broke', 500],
	['unavailable', 'InvalidAction', 'Could not find operation', 400],
];

test.each(inXml)('%s: %s, in XML', async (kind, name, said, status) => {
	const error = await readingRole(new Refusal(name, said, status));

	expect(error).toMatchObject({kind, operation: 'iam:GetRole', awsName: name});
	expect(error.message).toContain(said);
});

const page = new RawAnswer({
	status: 500,
	contentType: 'text/html',
	body: '<!doctype html><html><title>500</title>Oh<br></html>',
});

test.each([
	['iam.eu-west-1.amazonaws.com', readingRole],
	['states.eu-west-1.amazonaws.com', describing],
])('a web page instead of an answer is "unavailable"', async (host, ask) => {
	const error = await ask(page);

	expect(error).toMatchObject({kind: 'unavailable', awsName: null});
	expect(error.message).toContain('returned HTTP 500 for');
	expect(error.message).toContain(host.split('.')[0]);
	expect(error.message).not.toMatch(/doctype|html|token|Deserialization/i);
});

test.each([readingRole, describing])('a 404 that is none of AWS is not "not found"', async ask => {
	const error = await ask(new RawAnswer({status: 404, contentType: 'text/plain', body: ''}));

	expect(error).toMatchObject({kind: 'unavailable', awsName: null});
	expect(error.message).toMatch(/returned HTTP 404 for .*: no more was said than/);
});

test('an answer that lacks what it cannot do without is "unavailable"', async () => {
	const error = await describing({stateMachineArn: machine, name: 'orders'});

	expect(error.kind).toBe('unavailable');
	expect(error.message).toContain('the answer has no definition');
});

test('a key that may not be used is named as the mend', async () => {
	const error = await describing(new Refusal('KmsAccessDeniedException', 'No key for you'));

	expect(error.message).toContain('kms:Decrypt');
});

test('what AWS says about a signature stays without the headers it was made of', async () => {
	const error = await readingRole(
		new Refusal(
			'SignatureDoesNotMatch',
			"The request signature we calculated does not match.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:VERYSECRET\n'",
			403,
		),
	);

	expect(error.message).toContain('does not match.');
	expect(error.message).not.toContain('VERYSECRET');
});

test('a refusal without a message still has its name', async () => {
	const contentType = 'application/x-amz-json-1.1';
	const body = JSON.stringify({__type: 'AccessDeniedException'});
	const error = await describing(new RawAnswer({status: 400, contentType, body}));

	expect(error.message).toBe(
		'Access denied to states:DescribeStateMachine: no more was said than AccessDeniedException',
	);
});

test('ECS has no name for a task definition that does not exist', async () => {
	const {reads} = accountOver({
		'ecs:DescribeTaskDefinition': () =>
			new Refusal('ClientException', 'Unable to describe task definition.'),
	});
	const error = await reads.taskDefinition('web').catch(thrown => thrown);

	expect(error).toMatchObject({kind: 'not-found', awsName: 'ClientException'});
});
