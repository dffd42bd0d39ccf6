import {uuidOf} from '../ids.ts';
import {scenario} from '../scenario.ts';
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

export const kmsDenied = scenario({
	id: 'kms-denied',
	story: 'The role can write objects and has not changed. The bucket has.',
	paste: JSON.stringify(
		{resourceType: 'aws-sdk:s3', resource: 'putObject', error: 'S3.S3Exception', cause},
		null,
		2,
	),
	target: name,
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
});
