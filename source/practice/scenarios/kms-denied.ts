import {uuidOf} from '../ids.ts';
import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {accountId, region} from './build/names.ts';
import {invokeFunctions, policy} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke, task} from './build/states.ts';

const name = 'invoice-archive';
const bucket = `invoices-${accountId}`;
const keyArn = `arn:aws:kms:${region}:${accountId}:key/${uuidOf('the key of the invoices')}`;

const definition = inOrder({
	'Render invoice': invoke('invoice-archive-render'),
	'Store invoice': task('aws-sdk:s3:putObject', {
		Bucket: bucket,
		'Key.$': '$.invoice',
		'Body.$': '$',
	}),
});

const cause = `User: arn:aws:sts::${accountId}:assumed-role/${name}-role/QnVbEwTzKpLsDfGhJkMaXcRyUiOpAsDf is not authorized to perform: kms:GenerateDataKey on resource: ${keyArn} because no identity-based policy allows the kms:GenerateDataKey action (Service: S3, Status Code: 403, Request ID: 7K2M9QX4TB8W1ZNE)`;

export const kmsDenied: Scenario = {
	id: 'kms-denied',
	title: 'A task fails: the bucket’s key refuses',
	story:
		'The bucket is now encrypted with a key of its own. The role may write objects, and has no say in the key.',
	paste: JSON.stringify(
		{resourceType: 'aws-sdk:s3', resource: 'putObject', error: 'S3.S3Exception', cause},
		null,
		2,
	),
	target: name,
	role: null,
	logGroup: null,
	account: now =>
		account(now, {
			stateMachines: [stateMachine(now, name, {definition})],
			roles: [
				role(now, `${name}-role`, {
					inlinePolicies: {
						'invoke-functions': invokeFunctions('invoice-archive-render'),
						'store-invoices': policy(allows('s3:PutObject', `arn:aws:s3:::${bucket}/*`)),
					},
				}),
			],
		}),
};
