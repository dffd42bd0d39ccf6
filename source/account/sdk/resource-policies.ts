import {parseArn} from '../../aws/arn.ts';
import {member, parseJson} from '../../json.ts';
import {AccountError} from '../account-error.ts';
import {type PolicyHolder, policyHolder, type ResourcePolicyReads} from '../resource-policies.ts';
import type {Connection} from './connection.ts';
import {type RawRequest, type SignedRequests, signedRequests} from './signed-request.ts';

/** `offline`: the practice account has no policies of resources. */
export function resourcePolicyReads(connection: Connection, offline: boolean): ResourcePolicyReads {
	const send = signedRequests(connection);

	return {
		resourcePolicy: async arn => {
			const holder = policyHolder(arn);
			if (offline || holder === null) {
				return null;
			}

			const ask = () => read(holder.kind, holder.arn, send, connection);
			// That there is none is an answer as well, for all that ask for it.
			return connection.traffic
				? (connection.traffic.ask('resource-policy', {arn: holder.arn}, ask) as Promise<
						string | null
					>)
				: ask();
		},
	};
}

async function read(
	kind: PolicyHolder,
	arn: string,
	send: SignedRequests,
	connection: Connection,
): Promise<string | null> {
	const {request, policyIn} = asking[kind];

	try {
		return policyIn(await send(request(arn, await regionOf(arn, connection))));
	} catch (error) {
		if (error instanceof AccountError && isAbsent(error)) {
			return null;
		}

		throw error;
	}
}

/** A bucket's ARN does not tell where it is: AWS redirects, which counts as not readable. */
async function regionOf(arn: string, connection: Connection): Promise<string> {
	const own = parseArn(arn)?.region;
	const {region} = connection.config();
	return own || (typeof region === 'function' ? await region() : region) || 'us-east-1';
}

const isAbsent = ({kind, awsName}: AccountError): boolean =>
	kind === 'not-found' ||
	/^(?:NoSuch(?:Bucket|BucketPolicy|Entity)|NotFound|(?:AWS\.SimpleQueueService\.)?(?:NonExistentQueue|QueueDoesNotExist)|\w*NotFound\w*)$/.test(
		awsName ?? '',
	);

type Asking = {
	request(arn: string, region: string): RawRequest;
	policyIn(answer: string): string | null;
};

/** An operation of a service that speaks JSON. */
const json = (
	service: string,
	target: string,
	input: (arn: string) => object,
	where: string[],
	version = '1.1',
): Asking => ({
	request: (arn, region) => ({
		service,
		action: target.split('.').at(-1) ?? target,
		region,
		method: 'POST',
		path: '/',
		headers: {'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target},
		body: JSON.stringify(input(arn)),
	}),
	policyIn: answer => textAt(answer, where),
});

function textAt(answer: string, where: readonly string[]): string | null {
	const found = where.reduce<unknown>((at, key) => member(at, key), parseJson(answer));
	return typeof found === 'string' && found !== '' ? found : null;
}

const asking: Record<PolicyHolder, Asking> = {
	bucket: {
		request: (arn, region) => ({
			service: 's3',
			action: 'GetBucketPolicy',
			region,
			method: 'GET',
			path: `/${parseArn(arn)?.resource}`,
			query: {policy: ''},
			headers: {'x-amz-content-sha256': emptyHash},
		}),
		policyIn: answer => answer || null,
	},
	'event-bus': json(
		'events',
		'AWSEvents.DescribeEventBus',
		arn => ({Name: parseArn(arn)?.resource.replace('event-bus/', '')}),
		['Policy'],
	),
	function: {
		request: (arn, region) => {
			const [, name = '', qualifier] = parseArn(arn)?.resource.split(':') ?? [];

			return {
				service: 'lambda',
				action: 'GetPolicy',
				region,
				method: 'GET',
				path: `/2015-03-31/functions/${encodeURIComponent(name)}/policy`,
				...(qualifier && {query: {Qualifier: qualifier}}),
			};
		},
		policyIn: answer => textAt(answer, ['Policy']),
	},
	key: json('kms', 'TrentService.GetKeyPolicy', arn => ({KeyId: arn, PolicyName: 'default'}), [
		'Policy',
	]),
	queue: json(
		'sqs',
		'AmazonSQS.GetQueueAttributes',
		arn => ({QueueUrl: queueUrl(arn), AttributeNames: ['Policy']}),
		['Attributes', 'Policy'],
		'1.0',
	),
	repository: json(
		'ecr',
		'AmazonEC2ContainerRegistry_V20150921.GetRepositoryPolicy',
		arn => ({repositoryName: parseArn(arn)?.resource.replace('repository/', '')}),
		['policyText'],
	),
	secret: json(
		'secretsmanager',
		'secretsmanager.GetResourcePolicy',
		arn => ({SecretId: arn.replace(/-\?{6}$/, '')}),
		['ResourcePolicy'],
	),
	table: json(
		'dynamodb',
		'DynamoDB_20120810.GetResourcePolicy',
		arn => ({ResourceArn: arn}),
		['Policy'],
		'1.0',
	),
	topic: {
		request: (arn, region) => ({
			service: 'sns',
			action: 'GetTopicAttributes',
			region,
			method: 'POST',
			path: '/',
			headers: {'content-type': 'application/x-www-form-urlencoded'},
			body: new URLSearchParams({
				Action: 'GetTopicAttributes',
				TopicArn: arn,
				Version: '2010-03-31',
			}).toString(),
		}),
		policyIn: policyEntry,
	},
};

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function queueUrl(arn: string): string {
	const {region = '', accountId = '', resource = '', partition = ''} = parseArn(arn) ?? {};
	const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
	return `https://sqs.${region}.${suffix}/${accountId}/${resource}`;
}

const entities: Record<string, string> = {lt: '<', gt: '>', quot: '"', apos: "'", amp: '&'};

/** SNS answers in XML: `<entry><key>Policy</key><value>…</value></entry>`. */
function policyEntry(answer: string): string | null {
	const [, value] = /<key>Policy<\/key>\s{0,20}<value>([^<]{0,40000})<\/value>/.exec(answer) ?? [];
	const plain = value?.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, entity);
	return plain || null;
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
	const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
	return code === null ? (entities[name ?? ''] ?? whole) : String.fromCodePoint(code);
}
