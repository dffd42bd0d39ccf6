import type {CloudWatchLogsWrites} from '../cloudwatch-logs.ts';
import type {Services} from './services.ts';

export const cloudWatchLogsWrites = (logs: Services['cloudWatchLogs']): CloudWatchLogsWrites => ({
	putAccountResourcePolicy: (policyName, policyDocument) =>
		logs.once('PutResourcePolicy', async (client, sdk) => {
			await client.send(new sdk.PutResourcePolicyCommand({policyName, policyDocument}));
		}),

	deleteAccountResourcePolicy: policyName =>
		logs.once('DeleteResourcePolicy', async (client, sdk) => {
			await client.send(new sdk.DeleteResourcePolicyCommand({policyName}));
		}),

	putLogGroupResourcePolicy: (resourceArn, policyName, policyDocument, expectedRevisionId) =>
		logs.once('PutResourcePolicy', async (client, sdk) => {
			await client.send(
				new sdk.PutResourcePolicyCommand({
					policyName,
					policyDocument,
					resourceArn,
					...revision(expectedRevisionId),
				}),
			);
		}),

	deleteLogGroupResourcePolicy: (resourceArn, policyName, expectedRevisionId) =>
		logs.once('DeleteResourcePolicy', async (client, sdk) => {
			await client.send(
				new sdk.DeleteResourcePolicyCommand({
					policyName,
					resourceArn,
					...revision(expectedRevisionId),
				}),
			);
		}),

	createLogGroup: logGroupName =>
		logs.once('CreateLogGroup', async (client, sdk) => {
			await client.send(new sdk.CreateLogGroupCommand({logGroupName}));
		}),

	deleteLogGroup: logGroupName =>
		logs.once('DeleteLogGroup', async (client, sdk) => {
			await client.send(new sdk.DeleteLogGroupCommand({logGroupName}));
		}),
});

/** On the wire the null that AWS asks for is the member left out: its JSON protocol sends no nulls. */
const revision = (expectedRevisionId: string | null) =>
	expectedRevisionId === null ? {} : {expectedRevisionId};
