import {expect, test} from 'vitest';
import {check as definitionPermissions} from '../../flows/permissions/definition-permissions.ts';
import {accountRunning, allowing} from '../support/permission-samples.ts';
import {aContext} from '../support/samples.ts';

const functionArn = (index: number) =>
	`arn:aws:lambda:eu-west-1:123456789012:function:step-${index}`;

test('the permissions of 5,000 states are judged in seconds', async () => {
	const states = Object.fromEntries(
		Array.from({length: 5000}, (_, index) => [
			`Step ${index}`,
			{
				Type: 'Task',
				Resource: 'arn:aws:states:::lambda:invoke',
				Parameters: {FunctionName: functionArn(index), 'Payload.$': '$'},
				...(index < 4999 ? {Next: `Step ${index + 1}`} : {End: true}),
			},
		]),
	);
	const policies = Array.from({length: 10}, (_, index) =>
		allowing(
			`policy-${index}`,
			'lambda:InvokeFunction',
			Array.from({length: 50}, (_unused, at) => functionArn(index * 50 + at)),
		),
	);
	const context = aContext(accountRunning({states, policies}));
	const before = process.cpuUsage();
	const answer = await definitionPermissions.run(context);
	const {user, system} = process.cpuUsage(before);

	expect(answer?.outcome === 'problem' && answer.remedies?.[0]?.changes.length).toBeGreaterThan(0);
	// About one second where nothing else runs.
	expect((user + system) / 1000).toBeLessThan(5000);
}, 60_000);
