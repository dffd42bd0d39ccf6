import {spawnSync} from 'node:child_process';
import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {CreateRoleCommand, IAMClient} from '@aws-sdk/client-iam';
import {CreateStateMachineCommand, SFNClient} from '@aws-sdk/client-sfn';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {cliCommand} from '../../source/changes/cli-command.ts';
import {withTexts} from '../../source/changes/kinds/kind-of.ts';
import {retryCommand} from '../../source/changes/retry-command.ts';
import type {Change} from '../../source/diagnosis/remedy.ts';
import {type Moto, motoIsInstalled, startMoto} from '../support/moto.ts';
import {samples} from './sample-changes.ts';

const awsIsInstalled = spawnSync('aws', ['--version'], {stdio: 'ignore'}).status === 0;
const definition = JSON.stringify({StartAt: 'Done', States: {Done: {Type: 'Succeed'}}});
const profile = 'on call';

const inverse = (change: Change): Change => {
	const back = withTexts(change, change.after, change.before);

	if (!back) {
		throw new Error(`A ${change.kind} cannot be undone.`);
	}

	return back;
};

describe.skipIf(!motoIsInstalled() || !awsIsInstalled)(
	'printed commands, pasted into a shell',
	() => {
		let moto: Moto | null;
		let region: string;
		let stateMachineArn = '';
		let env: NodeJS.ProcessEnv;

		beforeAll(async () => {
			moto = await startMoto();
			const {policyArn, roleName} = samples['role-managed-policy'];
			region = samples['log-group-resource-policy'].logGroupArn.split(':')[3] ?? '';
			const endpoint = moto?.url ?? '';
			const settings = {
				endpoint,
				region,
				credentials: {accessKeyId: 'test', secretAccessKey: 'test'},
			};
			await new IAMClient(settings).send(
				new CreateRoleCommand({RoleName: roleName, AssumeRolePolicyDocument: '{}'}),
			);
			const machine = await new SFNClient(settings).send(
				new CreateStateMachineCommand({
					name: 'orders',
					roleArn: policyArn.replace(/policy\/.*/, `role/${roleName}`),
					definition,
				}),
			);
			stateMachineArn = machine.stateMachineArn ?? '';

			// A profile that only the printed --profile can name.
			const folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-aws-'));
			const config = path.join(folder, 'config');
			await writeFile(
				config,
				`[profile "${profile}"]\naws_access_key_id = test\naws_secret_access_key = test\n`,
			);
			env = {PATH: process.env.PATH, HOME: folder, AWS_CONFIG_FILE: config, AWS_PAGER: ''};
		}, 60_000);

		afterAll(async () => {
			await moto?.stop();
		});

		const onOwn = <Each extends Change>(change: Each): Each => ({...change, stateMachineArn});
		const inline = samples['role-inline-policy'];
		const managed = samples['role-managed-policy'];
		const account = samples['account-log-resource-policy'];
		const group = samples['log-group'];

		it.each<[string, () => Change]>([
			['adds an inline policy', () => inline],
			['removes it', () => inverse(inline)],
			['changes a trust policy', () => samples['role-trust-policy']],
			['creates and attaches a managed policy', () => managed],
			['detaches and deletes it', () => inverse(managed)],
			['puts a resource policy of CloudWatch Logs', () => account],
			['deletes it', () => inverse(account)],
			['creates a log group', () => group],
			['deletes it', () => inverse(group)],
			['changes a definition', () => onOwn(samples.definition)],
			['sets the logging of a state machine', () => onOwn(samples['logging-configuration'])],
		])('%s', (_, change) => {
			const location = {region, profile, endpointUrl: moto?.url ?? ''};
			const {status, stderr} = spawnSync('bash', ['-c', cliCommand(change(), location)], {
				env,
				encoding: 'utf8',
			});

			expect({status, stderr}).toEqual({status: 0, stderr: ''});
		});

		it('starts an execution', () => {
			const location = {region, profile, endpointUrl: moto?.url ?? ''};
			const command = retryCommand(
				{
					kind: 'start-execution',
					title: '',
					sideEffects: '',
					stateMachineArn,
					input: '{"basket": "it\'s 7"}',
				},
				location,
			);
			const {status, stdout} = spawnSync('bash', ['-c', command ?? ''], {env, encoding: 'utf8'});

			expect(status).toBe(0);
			expect(stdout).toContain(':execution:orders:');
		});
	},
);

it.skipIf(awsIsInstalled)('skipped without the AWS CLI', () => {
	console.warn('Skipped: aws is not on the PATH, so no printed command was run.');
});
