import {expect, test} from 'vitest';
import {ownerOf} from '../../source/diagnosis/ownership.ts';

const stack = {'aws:cloudformation:stack-name': 'orders-prod'};

test.each([
	[{...stack}, {tool: 'CloudFormation', name: 'orders-prod', certain: true}],
	[
		{...stack, 'stateMachine:createdBy': 'SAM'},
		{tool: 'SAM', name: 'orders-prod', certain: true},
	],
	[
		{...stack, 'aws:cloudformation:logical-id': 'Orders7F3A90BC'},
		{tool: 'CDK', name: 'orders-prod', certain: false},
	],
	[
		{...stack, 'aws:cloudformation:logical-id': 'OrdersStateMachine'},
		{tool: 'CloudFormation', name: 'orders-prod', certain: true},
	],
	[
		{...stack, STAGE: 'prod'},
		{tool: 'Serverless Framework', name: 'orders-prod', certain: false},
	],
	[{ManagedBy: 'Terraform'}, {tool: 'Terraform', name: null, certain: false}],
	[{'managed-by': 'terraform cloud'}, {tool: 'Terraform', name: null, certain: false}],
	[{terraform: 'true'}, {tool: 'Terraform', name: null, certain: false}],
	[{STAGE: 'prod', Name: 'orders', team: 'terraformers'}, null],
	[{}, null],
] as const)('%j is owned by %j', (tags, owner) => {
	const resource = 'aws:cloudformation:logical-id' in tags ? Object.values(tags)[1] : null;
	expect(ownerOf(tags)).toEqual(owner && {resource, ...owner});
});

test.each([
	['Pulumi', {'pulumi:project': 'shop'}],
	['Pulumi', {ManagedBy: 'Pulumi'}],
	['AWS Copilot', {'copilot-application': 'shop', 'aws:cloudformation:stack-name': 'shop-prod'}],
	['Terraform', {provisioner: 'terraform 1.9'}],
])('tells %s by the tags that its users set, and says that it is a guess', (tool, tags) => {
	expect(ownerOf(tags)).toMatchObject({tool, certain: false});
});
