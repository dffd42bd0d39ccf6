import {afterEach, describe, expect, it} from 'vitest';
import {encodedDenial} from '../../source/practice/scenarios/encoded-denial.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {type PracticeServer, startPracticeServer} from '../support/practice-server.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

let server: PracticeServer | null = null;

afterEach(async () => {
	await server?.stop();
	server = null;
});

/** How the error of the scenario is encoded, and what else is in its account. */
async function decodedWith(change: (state: AccountState) => void = () => {}, encoded = '') {
	server = await startPracticeServer(encodedDenial, state => {
		// What changed is paced at two calls a second, and no part of this.
		state.behaviour.faults.push({
			operation: 'cloudtrail:LookupEvents',
			kind: 'access-denied',
			times: null,
		});

		for (const {details} of state.executions.flatMap(({history}) => history)) {
			if (encoded !== '' && typeof details.cause === 'string') {
				details.cause = details.cause.replace(/(?<=message: )[\w-]+/, encoded);
			}
		}

		change(state);
	});
	const {stdout} = await runProgram(['check', encodedDenial.target ?? '', '--json'], {
		env: server.env,
	});
	const report = JSON.parse(stdout);
	expect(schemaErrors('check', report)).toEqual([]);
	return report.evidence.decoded;
}

const refusing =
	(kind: 'access-denied' | 'throttled') =>
	({behaviour}: AccountState): void => {
		behaviour.faults.push({operation: 'sts:DecodeAuthorizationMessage', kind, times: null});
	};

describe('an encoded authorization failure message', () => {
	it('is decoded', async () => {
		const {findings, message, unavailable} = await decodedWith();
		expect({unavailable, explicitDeny: message.explicitDeny}).toEqual({
			unavailable: null,
			explicitDeny: true,
		});
		expect(findings).toEqual([
			'A policy denies it explicitly: one more Allow does not help.',
			'Principal: arn:aws:sts::123456789012:assumed-role/film-render-start-role/film-render-start',
			'Action: ec2:RunInstances',
			'Resource: arn:aws:ec2:eu-west-1:123456789012:instance/*',
			'Condition key ec2:InstanceType: g6.12xlarge',
		]);
	});

	it('that turns out to allow the call is not called a denial', async () => {
		const encoded = Buffer.from('{"allowed":true,"context":{}}').toString('base64url');
		expect((await decodedWith(() => {}, encoded)).findings).toEqual([
			'The policies allow it: the denial has another reason, or they were changed in the meantime.',
		]);
	});

	it.each([
		[
			'may not decode',
			'access-denied',
			/not authorized to perform: sts:DecodeAuthorizationMessage/,
		],
		['is too fast for', 'throttled', /Rate exceeded|throttl/i],
	] as const)('that the caller %s comes with the whole command', async (_what, kind, why) => {
		const piece = await decodedWith(refusing(kind));
		expect(piece.unavailable).toMatch(why);
		expect(piece.commands[0]).toMatch(
			/^aws sts decode-authorization-message --encoded-message [\w-]{300,}( |$)/,
		);
	});

	it.each([
		['AWS cannot decode', 'x'.repeat(60), /not valid/],
		[
			'was cut by the service that reported it',
			'eyJhbGxvd2VkIjpmYWxzZSwiZXhwbGljaXREZW55',
			/not valid/,
		],
	])('that %s is said to be so', async (_what, encoded, why) => {
		expect((await decodedWith(() => {}, encoded)).unavailable).toMatch(why);
	});
});
