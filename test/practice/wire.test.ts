import {text} from 'node:stream/consumers';
import {expect, test} from 'vitest';
import {practise} from './clients.ts';

async function post(headers: Record<string, string>, body: unknown) {
	const {handler} = practise();
	const {response} = await handler.handle({method: 'POST', path: '/', headers, body});

	return {
		status: response.statusCode,
		type: response.headers['content-type'],
		requestId: response.headers['x-amzn-requestid'],
		body: await text(response.body),
	};
}

const target = (name: string) => ({'X-Amz-Target': name});

test('Step Functions speaks JSON 1.0, with times in seconds', async () => {
	const answer = await post(target('AWSStepFunctions.ListStateMachines'), '{"maxResults":1}');

	expect(answer).toMatchObject({status: 200, type: 'application/x-amz-json-1.0'});
	expect(answer.requestId).toMatch(/^[\da-f-]{36}$/);
	const [machine] = JSON.parse(answer.body).stateMachines;
	expect(machine.creationDate).toBeGreaterThan(1.5e9);
	expect(machine.creationDate).toBeLessThan(2e9);
});

test('CloudWatch Logs speaks JSON 1.1, with times in milliseconds, and takes bytes', async () => {
	const answer = await post(
		target('Logs_20140328.DescribeLogGroups'),
		new TextEncoder().encode('{"limit":1}'),
	);

	expect(answer.type).toBe('application/x-amz-json-1.1');
	expect(JSON.parse(answer.body).logGroups[0].creationTime).toBeGreaterThan(1.5e12);
});

test('errors of the JSON services carry __type', async () => {
	const answer = await post(target('Logs_20140328.DeleteLogGroup'), '{"logGroupName":"/gone"}');

	expect(answer.status).toBe(400);
	expect(JSON.parse(answer.body)).toEqual({
		__type: 'ResourceNotFoundException',
		message: 'The specified log group does not exist.',
	});
});

test('what is not JSON cannot be read', async () => {
	const answer = await post(target('AWSStepFunctions.ListStateMachines'), '[');

	expect(answer.status).toBe(400);
	expect(JSON.parse(answer.body).__type).toMatch(/SerializationException$/);
});

test('IAM answers in XML', async () => {
	const answer = await post({}, 'Action=ListRoles&Version=2010-05-08&MaxItems=1');

	expect(answer).toMatchObject({status: 200, type: 'text/xml'});
	expect(answer.body).toMatch(
		/^<ListRolesResponse xmlns="https:\/\/iam.amazonaws.com\/doc\/2010-05-08\/"><ListRolesResult><Roles><member>/,
	);
	expect(answer.body).toMatch(
		/<IsTruncated>true<\/IsTruncated><Marker>[\w=]+<\/Marker><\/ListRolesResult><ResponseMetadata><RequestId>[\da-f-]{36}<\/RequestId><\/ResponseMetadata><\/ListRolesResponse>$/,
	);
});

test('its errors too', async () => {
	const answer = await post({}, 'Action=GetRole&Version=2010-05-08&RoleName=%3Cno%26body%3E');

	expect(answer.status).toBe(404);
	expect(answer.body).toBe(
		`<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>The role with name &lt;no&amp;body&gt; cannot be found.</Message></Error><RequestId>${answer.requestId}</RequestId></ErrorResponse>`,
	);
});

test('an operation is not found in what every object has', async () => {
	const answer = await post(target('AWSStepFunctions.toString'), '{}');

	expect(JSON.parse(answer.body).__type).toMatch(/UnknownOperationException$/);
});

test('a request for no service that is here is not found', async () => {
	expect(await post({}, '')).toMatchObject({status: 404});
});
