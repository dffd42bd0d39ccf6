import {existsSync, readFileSync} from 'node:fs';
import {parsePolicy, printPolicy} from '../../source/policy/parse.ts';

/** A definition and the policies of its role as their author or the AWS CDK wrote them. */
export type WorkflowPair = {
	id: string;
	name: string;
	type: 'STANDARD' | 'EXPRESS';
	tracing?: boolean;
	definition: object;
	policies: Array<
		{kind: 'inline'; name: string; document: object} | {kind: 'managed'; arn: string}
	>;
	taskDefinitions?: Record<string, {executionRoleArn?: string; taskRoleArn?: string}>;
	notes: {expected: string | null; why: string};
};

const file = new URL('../../../shared/workflow-pairs/workflow-pairs.jsonl', import.meta.url);

/** Null, with the reason printed, where the file is not beside the checkout. */
export function workflowPairs(): WorkflowPair[] | null {
	if (!existsSync(file)) {
		console.warn('Skipped: there is no ../shared/workflow-pairs/workflow-pairs.jsonl.');
		return null;
	}

	return readFileSync(file, 'utf8')
		.trim()
		.split('\n')
		.map(line => JSON.parse(line) as WorkflowPair);
}

/** `healthy or warning` and `healthy` both end in the verdict healthy. */
export const expectedVerdicts = ({notes}: WorkflowPair): string[] | null =>
	notes.expected === null
		? null
		: [
				...new Set(
					notes.expected.split(' or ').map(each => (each === 'warning' ? 'healthy' : each)),
				),
			];

/** What AWS's managed policies allow, as far as the pairs use them. */
const managed: Record<string, string[]> = {
	AWSLambdaBasicExecutionRole: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
	AWSXrayWriteOnlyAccess: ['xray:Put*', 'xray:GetSampling*'],
	AWSXRayDaemonWriteAccess: ['xray:Put*', 'xray:GetSampling*'],
	AWSXrayFullAccess: ['xray:*'],
	CloudWatchLogsFullAccess: ['logs:*'],
	CloudWatchFullAccess: ['logs:*', 'cloudwatch:*', 'sns:*', 'autoscaling:Describe*'],
	CloudWatchEventsFullAccess: ['events:*'],
	AWSStepFunctionsFullAccess: ['states:*'],
	AmazonRedshiftDataFullAccess: [
		'redshift-data:*',
		'redshift:GetClusterCredentials',
		'redshift-serverless:GetCredentials',
		'secretsmanager:GetSecretValue',
	],
	AmazonRedshiftFullAccess: ['redshift:*', 'redshift-serverless:*', 'redshift-data:*'],
	AmazonRekognitionReadOnlyAccess: [
		'rekognition:Detect*',
		'rekognition:Describe*',
		'rekognition:List*',
	],
	AmazonS3ReadOnlyAccess: ['s3:Get*', 's3:List*'],
	AmazonAPIGatewayInvokeFullAccess: ['execute-api:Invoke', 'execute-api:ManageConnections'],
	AmazonDynamoDBFullAccess: ['dynamodb:*'],
	AmazonEventBridgeFullAccess: ['events:*'],
};

export const managedDocument = (arn: string): string =>
	JSON.stringify({
		Version: '2012-10-17',
		Statement: [
			{Effect: 'Allow', Action: managed[arn.slice(arn.lastIndexOf('/') + 1)] ?? [], Resource: '*'},
		],
	});

export const documentsOf = ({policies}: WorkflowPair): Array<{name: string; document: string}> =>
	policies.map((policy, index) =>
		policy.kind === 'inline'
			? {name: `${index}-${policy.name}`, document: JSON.stringify(policy.document)}
			: {name: policy.arn, document: managedDocument(policy.arn)},
	);

/** The pair once for each Allow statement, without it; policies of AWS stay as they are. */
export function removals(pair: WorkflowPair): Array<{pair: WorkflowPair; removed: object}> {
	return pair.policies.flatMap((policy, at) => {
		if (policy.kind !== 'inline') {
			return [];
		}

		const document = parsePolicy(JSON.stringify(policy.document));

		return document.Statement.flatMap((statement, index) => {
			const rest = {...document, Statement: document.Statement.toSpliced(index, 1)};
			const policies = pair.policies.with(at, {
				...policy,
				document: JSON.parse(printPolicy(rest)) as object,
			});

			return statement.Effect === 'Allow'
				? [{pair: {...pair, policies}, removed: statement as object}]
				: [];
		});
	});
}
