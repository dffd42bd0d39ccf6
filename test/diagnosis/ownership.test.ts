import {expect, test} from 'vitest';
import {ownerOf} from '../../source/diagnosis/ownership.ts';

const stack = {'aws:cloudformation:stack-name': 'orders-prod'};

test.each([
	[stack, {tool: 'CloudFormation', name: 'orders-prod', certain: true}],
	[
		{...stack, 'stateMachine:createdBy': 'SAM'},
		{tool: 'AWS SAM', name: 'orders-prod', certain: true},
	],
	[
		{...stack, STAGE: 'dev'},
		{tool: 'CloudFormation', name: 'orders-prod', certain: true},
	],
	[{STAGE: 'dev'}, {tool: 'Serverless Framework', name: null, certain: false}],
	[{ManagedBy: 'Terraform Cloud'}, {tool: 'Terraform', name: null, certain: false}],
	[{terraform: 'true'}, {tool: 'Terraform', name: null, certain: false}],
	[{'managed-by': 'pulumi'}, {tool: 'Pulumi', name: null, certain: false}],
	[
		{'copilot-application': 'shop', 'copilot-environment': 'test'},
		{tool: 'AWS Copilot', name: 'shop', certain: false},
	],
])('%o', (tags, owner) => {
	expect(ownerOf(tags)).toEqual(owner);
});

test.each([{}, {team: 'terraforming'}, {Name: 'orders', description: 'made before terraform'}])(
	'%o tells of no tool',
	tags => {
		expect(ownerOf(tags)).toBeNull();
	},
);
