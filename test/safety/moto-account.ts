import {once} from 'node:events';
import {
	createServer,
	type IncomingMessage,
	request,
	type Server,
	type ServerResponse,
} from 'node:http';
import type {AddressInfo} from 'node:net';
import {
	CloudWatchLogsClient,
	CreateLogGroupCommand,
	DeleteResourcePolicyCommand,
	DescribeLogGroupsCommand,
	DescribeResourcePoliciesCommand,
	PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
	CreateRoleCommand,
	DeleteRolePolicyCommand,
	GetRoleCommand,
	GetRolePolicyCommand,
	IAMClient,
	ListRolePoliciesCommand,
	PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {CreateStateMachineCommand, SFNClient} from '@aws-sdk/client-sfn';

export const region = 'us-east-1';
export const accountId = '123456789012';
export const roleName = 'orders-role';

export const failure = `Resource handler returned message: "The state machine IAM Role is not authorized to access the Log Destination (Service: AWSStepFunctions; Status Code: 400; Error Code: AccessDeniedException; Request ID: 0d1f; Proxy: null)" (RequestToken: 77aa, HandlerErrorCode: AccessDenied)`;

export const fixOrders = [
	'fix',
	'orders',
	'--log-group',
	'/wf/orders',
	'--error',
	failure,
	'--yes',
];

const document = (...statements: object[]) =>
	JSON.stringify({Version: '2012-10-17', Statement: statements});

const delivery = document({
	Sid: 'AWSLogDeliveryWrite',
	Effect: 'Allow',
	Principal: {Service: 'delivery.logs.amazonaws.com'},
	Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
	Resource: [`arn:aws:logs:${region}:${accountId}:log-group:/wf/payments:log-stream:*`],
});

export const clientsOf = (endpoint: string) => {
	const config = {endpoint, region, credentials: {accessKeyId: 'test', secretAccessKey: 'test'}};
	return {
		iam: new IAMClient(config),
		logs: new CloudWatchLogsClient(config),
		sfn: new SFNClient(config),
	};
};

export type Clients = ReturnType<typeof clientsOf>;

/** A state machine whose role and log group lack what log delivery needs. */
export async function setUp({iam, logs, sfn}: Clients): Promise<void> {
	await iam.send(
		new CreateRoleCommand({
			RoleName: roleName,
			AssumeRolePolicyDocument: document({
				Effect: 'Allow',
				Principal: {Service: 'states.amazonaws.com'},
				Action: 'sts:AssumeRole',
			}),
		}),
	);
	await iam.send(
		new PutRolePolicyCommand({
			RoleName: roleName,
			PolicyName: 'own',
			PolicyDocument: document({Effect: 'Allow', Action: 'sns:Publish', Resource: '*'}),
		}),
	);

	for (const logGroupName of ['/wf/orders', '/wf/payments']) {
		await logs.send(new CreateLogGroupCommand({logGroupName}));
	}

	await logs.send(new PutResourcePolicyCommand({policyName: 'delivery', policyDocument: delivery}));
	await sfn.send(
		new CreateStateMachineCommand({
			name: 'orders',
			roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
			definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
		}),
	);
}

/** All texts that a fix of this failure can change. */
export async function snapshot({iam, logs}: Clients): Promise<Record<string, string>> {
	const texts: Record<string, string> = {};
	const {PolicyNames = []} = await iam.send(new ListRolePoliciesCommand({RoleName: roleName}));

	for (const PolicyName of PolicyNames) {
		const answer = await iam.send(new GetRolePolicyCommand({RoleName: roleName, PolicyName}));
		texts[`inline ${PolicyName}`] = decodeURIComponent(answer.PolicyDocument ?? '');
	}

	const {Role} = await iam.send(new GetRoleCommand({RoleName: roleName}));
	texts.trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
	const {resourcePolicies = []} = await logs.send(new DescribeResourcePoliciesCommand({}));

	for (const {policyName, policyDocument} of resourcePolicies) {
		texts[`policy ${policyName}`] = policyDocument ?? '';
	}

	const {logGroups = []} = await logs.send(new DescribeLogGroupsCommand({}));
	texts.logGroups = logGroups.map(({logGroupName}) => logGroupName).join();
	return texts;
}

/** Back to a known account, whatever was left there. */
export async function reset(clients: Clients, wanted: Record<string, string>): Promise<void> {
	const now = await snapshot(clients);

	for (const key of Object.keys(now).filter(name => !(name in wanted))) {
		const [kind, name] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];

		if (kind === 'inline') {
			await clients.iam.send(new DeleteRolePolicyCommand({RoleName: roleName, PolicyName: name}));
		} else if (kind === 'policy') {
			await clients.logs.send(new DeleteResourcePolicyCommand({policyName: name}));
		}
	}

	for (const [key, text] of Object.entries(wanted)) {
		if (key.startsWith('inline ') && now[key] !== text) {
			await clients.iam.send(
				new PutRolePolicyCommand({
					RoleName: roleName,
					PolicyName: key.slice(7),
					PolicyDocument: text,
				}),
			);
		}

		if (key.startsWith('policy ') && now[key] !== text) {
			await clients.logs.send(
				new PutResourcePolicyCommand({policyName: key.slice(7), policyDocument: text}),
			);
		}
	}
}

export type SlowWire = {
	url: string;
	/** Resolves once no request is under way. */
	quiet(): Promise<void>;
	/** Runs as a request arrives, before it is passed on. */
	onRequest: (operation: string) => Promise<void>;
	close(): Promise<void>;
};

/** Every request and every answer takes its time, so that a kill can meet them on their way. */
export async function slowWire(target: string, latency: () => number): Promise<SlowWire> {
	let underWay = 0;
	const waiting: Array<() => void> = [];
	const pause = () => new Promise(resolve => setTimeout(resolve, latency()));
	const {hostname, port} = new URL(target);

	const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
		underWay += 1;

		try {
			const chunks: Buffer[] = [];

			for await (const chunk of incoming) {
				chunks.push(chunk);
			}

			const body = Buffer.concat(chunks);
			await pause();
			await wire.onRequest(operationOf(incoming, body));
			const forward = request({
				hostname,
				port,
				path: incoming.url,
				method: incoming.method,
				headers: incoming.headers,
			});
			forward.end(body);
			const [answer] = (await once(forward, 'response')) as [IncomingMessage];
			const answered: Buffer[] = [];

			for await (const chunk of answer) {
				answered.push(chunk);
			}

			await pause();
			outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
			outgoing.end(Buffer.concat(answered));
		} catch {
			outgoing.destroy();
		} finally {
			underWay -= 1;

			if (underWay === 0) {
				for (const resolve of waiting.splice(0)) {
					resolve();
				}
			}
		}
	};

	const server: Server = createServer((incoming, outgoing) => void pass(incoming, outgoing));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	const wire: SlowWire = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		quiet: () =>
			underWay === 0 ? Promise.resolve() : new Promise(resolve => waiting.push(resolve)),
		onRequest: async () => {},
		async close() {
			server.closeAllConnections();
			server.close();
		},
	};

	return wire;
}

function operationOf({headers}: IncomingMessage, body: Buffer): string {
	const target = String(headers['x-amz-target'] ?? '').split('.')[1];
	return target ?? new URLSearchParams(body.toString()).get('Action') ?? '';
}
