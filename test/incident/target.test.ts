import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseTarget} from '../../source/incident/target.ts';

const prefix = 'arn:aws:states:eu-west-1:123456789012';
const stateMachine = {
	kind: 'state-machine',
	arn: `${prefix}:stateMachine:orders`,
	region: 'eu-west-1',
	accountId: '123456789012',
};
const standard = {
	kind: 'execution',
	arn: `${prefix}:execution:orders:run-7`,
	stateMachineArn: stateMachine.arn,
	express: false,
	region: 'eu-west-1',
	accountId: '123456789012',
};
const express = {...standard, arn: `${prefix}:express:orders:run-7:8f14e45f`, express: true};
const console = 'https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#';

describe('what a person names', () => {
	it.each([
		['orders', {kind: 'name', name: 'orders'}],
		['  Orders_v2-prod ', {kind: 'name', name: 'Orders_v2-prod'}],
		[stateMachine.arn, stateMachine],
		[`${stateMachine.arn}:3`, stateMachine],
		[`${stateMachine.arn}:PROD`, stateMachine],
		[`${stateMachine.arn}/myMap`, stateMachine],
		[`(see \`${stateMachine.arn}\`).`, stateMachine],
		[`[${stateMachine.arn}],`, stateMachine],
		[`(${stateMachine.arn}).`, stateMachine],
		[
			`${console}/v2/statemachines/view/${encodeURIComponent(encodeURIComponent(stateMachine.arn))}`,
			stateMachine,
		],
		[standard.arn, standard],
		[express.arn, express],
		[
			`${prefix}:mapRun:orders/Items:5d642aa1`,
			{
				...stateMachine,
				kind: 'map-run',
				arn: `${prefix}:mapRun:orders/Items:5d642aa1`,
				stateMachineArn: stateMachine.arn,
			},
		],
		[
			`${prefix}:execution:orders/Items:run-7`,
			{...standard, arn: `${prefix}:execution:orders/Items:run-7`},
		],
		[`${console}/statemachines/view/${encodeURIComponent(stateMachine.arn)}`, stateMachine],
		[`${console}/statemachines/view/${stateMachine.arn}?type=standard`, stateMachine],
		[`${console}/v2/executions/details/${standard.arn}`, standard],
		[`${console}/express-executions/details/${express.arn}?startDate=1700000000000`, express],
		[
			'arn:aws-us-gov:states:us-gov-west-1:123456789012:stateMachine:orders',
			{
				...stateMachine,
				arn: 'arn:aws-us-gov:states:us-gov-west-1:123456789012:stateMachine:orders',
				region: 'us-gov-west-1',
			},
		],
	])('%s', (text, target) => {
		expect(parseTarget(text)).toEqual(target);
	});

	it.each([
		'',
		'two words',
		'arn:aws:lambda:eu-west-1:123456789012:function:x',
		`${prefix}:execution:orders`,
		'a;b',
		'x'.repeat(81),
	])('%j names no state machine', text => {
		expect(parseTarget(text)).toBeNull();
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.string(), text => {
				parseTarget(text);
				parseTarget(`${prefix}:execution:${text}`);
			}),
		);
	});
});
