import {expect, test} from 'vitest';
import {ownerRequests} from '../../flows/permissions/owner-requests.ts';

const role = {arn: 'arn:aws:iam::123456789012:role/orders-role'} as never;
const need = (resource: string, action = 'sqs:SendMessage') => ({action, resource});

test('the owner of what is in another account is asked for a statement of its policy', () => {
	const theirs = 'arn:aws:sqs:eu-west-1:999999999999:refunds';
	const missing = [
		need('arn:aws:sqs:eu-west-1:123456789012:own'),
		need('*'),
		need('arn:aws:s3:::bucket', 's3:ListBucket'),
		need(theirs),
		need(theirs, 'sqs:GetQueueUrl'),
	];
	const [request, ...more] = ownerRequests(missing, {role});

	expect(more).toEqual([]);
	expect(request?.to).toBe(`the owner of ${theirs} in account 999999999999`);
	expect(JSON.parse(request?.policy ?? '')).toEqual({
		Effect: 'Allow',
		Principal: {AWS: 'arn:aws:iam::123456789012:role/orders-role'},
		Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'],
		Resource: theirs,
	});
});
