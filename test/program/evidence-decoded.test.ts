import {afterEach, describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {type PracticeServer, startPracticeServer} from '../support/practice-server.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

let server: PracticeServer | null = null;

afterEach(async () => {
	await server?.stop();
	server = null;
});

const decoded = {
	allowed: false,
	explicitDeny: true,
	context: {
		principal: {arn: 'arn:aws:sts::123456789012:assumed-role/tariff/x'},
		action: 'ec2:RunInstances',
		resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/*',
		conditions: {items: [{key: 'ec2:InstanceType', values: {items: [{value: 'm5.large'}]}}]},
	},
};

async function decodedWith(encoded: string, change: (state: AccountState) => void = () => {}) {
	const scenario = scenarios['task-failed'];

	if (!scenario) {
		throw new Error('There is no such scenario.');
	}

	const cause = `You are not authorized to perform this operation. Encoded authorization failure message: ${encoded}`;
	server = await startPracticeServer(scenario, state => {
		for (const {details} of state.executions.flatMap(({history}) => history)) {
			if (details.error === 'TariffIncomplete') {
				details.cause = cause;
			}
		}

		change(state);
	});
	const {stdout} = await runProgram(['check', scenario.target ?? '', '--json'], {env: server.env});
	const report = JSON.parse(stdout);
	expect(schemaErrors('check', report)).toEqual([]);
	return report.evidence.decoded;
}

const encodedOf = (value: object): string =>
	Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an encoded authorization failure message', () => {
	it('is decoded', async () => {
		const {findings, message, unavailable} = await decodedWith(encodedOf(decoded));
		expect({unavailable, message}).toEqual({unavailable: null, message: decoded});
		expect(findings).toEqual([
			'A policy denies it explicitly: one more Allow does not help.',
			'Principal: arn:aws:sts::123456789012:assumed-role/tariff/x',
			'Action: ec2:RunInstances',
			'Resource: arn:aws:ec2:eu-west-1:123456789012:instance/*',
			'Condition key ec2:InstanceType: m5.large',
		]);
	});

	it('that the caller cannot decode comes with the command for somebody else', async () => {
		const piece = await decodedWith(encodedOf(decoded), ({behaviour}) => {
			behaviour.faults.push({
				operation: 'sts:DecodeAuthorizationMessage',
				kind: 'access-denied',
				times: null,
			});
		});
		expect(piece.unavailable).toMatch(/not authorized to perform: sts:DecodeAuthorizationMessage/);
		expect(piece.commands[0]).toContain(encodedOf(decoded));
	});

	it('that AWS cannot decode is said to be so', async () => {
		expect((await decodedWith('x'.repeat(60))).unavailable).toMatch(/not valid/);
	});
});
