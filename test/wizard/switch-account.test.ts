import {expect, test} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import type {RunServices} from '../../source/run/services.ts';
import {all, fakeServices, identity, location, machine} from '../run/fakes.ts';
import {openWizard} from './terminal.ts';

const accounts: Record<string, {accountId: string; machines: string[]}> = {
	dev: {accountId: '123456789012', machines: ['orders']},
	prod: {accountId: '210987654321', machines: ['invoices']},
};

/** Two accounts; the login of `stale` has expired. */
function servicesOf(profile: string, region = 'eu-west-1'): RunServices {
	const {accountId, machines} = accounts[profile] ?? {accountId: '', machines: []};
	return {
		...fakeServices().services,
		identity: {...identity, accountId, region},
		location: {...location, accountId, region, profile},
		listStateMachines: async () => all(machines.map(name => machine(name))),
		findTarget: async target => ({
			kind: 'found',
			stateMachineArn: target.kind === 'state-machine' ? target.arn : '',
			executionArn: null,
			mapRunArn: null,
		}),
		elsewhere: {
			profiles: () => [
				{name: 'dev', region: null},
				{name: 'prod', region: 'us-east-1'},
				{name: 'stale', region: null},
			],
			async open(where) {
				if (where.profile === 'stale') {
					throw new AccountError(
						'expired-credentials',
						'sts:GetCallerIdentity',
						'Run "aws sso login --profile stale".',
					);
				}

				return servicesOf(where.profile ?? '', where.region);
			},
		},
	};
}

test('another profile is chosen from the list, with nothing of the account before', async () => {
	const {all: transcript, asked, live, press, screen} = openWizard(servicesOf('dev'));
	await asked('> 1. orders');
	await press('\t');
	await asked('Which profile or region?');
	await press('stale', '⏎');
	await asked('Nothing was switched. Run "aws sso login --profile stale".');
	await press('Esc');
	await asked('Use another profile or region');
	await press('\t');
	await asked('Which profile or region?');
	await press('prod', '⏎');
	await expect.poll(screen).toContain('> 1. invoices');
	expect(screen()).toContain('Account 210987654321  us-east-1');
	expect(transcript()).toContain('Account: 210987654321, us-east-1, profile prod');
	expect(live().join('\n')).not.toContain('orders');
	// There is no way back into the list of the other account.
	await press('Esc');
	await expect.poll(screen).toContain('> 1. invoices');
});

test('the ARN of a state machine in another region leads there', async () => {
	const {asked, paste, press, screen, seen} = openWizard(servicesOf('dev'));
	await asked('> 1. orders');
	paste('arn:aws:states:us-west-2:123456789012:stateMachine:shipping');
	await asked('> State machine shipping');
	await press('⏎');
	await seen('State machine: shipping');
	expect(screen()).toContain('Account 123456789012  us-west-2');
});
