import type {SFNClientConfig} from '@aws-sdk/client-sfn';
import type {Hangs, OnWait} from './bounds.ts';
import type {Traffic} from './traffic.ts';

export type ConnectionOptions = {
	region?: string | undefined;
	profile?: string | undefined;
	endpointUrl?: string | undefined;
	/** An SDK HttpHandler, in place of the network; the environment's endpoints do not concern it. */
	requestHandler?: NonNullable<SFNClientConfig['requestHandler']> | undefined;
	credentials?: NonNullable<SFNClientConfig['credentials']> | undefined;
	/** Called when a call has taken five seconds. */
	onWait?: OnWait | undefined;
	/** For many calls in a row. */
	traffic?: Traffic | undefined;
};

/** What every client of one account is constructed with. */
export type Connection = {
	config(): ClientConfig;
	/** The name tried, for messages. */
	profile: string;
	/** The first client resolves the credentials; the others use its answer. */
	shareCredentials(credentials: ClientConfig['credentials']): void;
	/** What did not answer within its bound. */
	hangs: Hangs;
	onWait: OnWait;
	traffic: Traffic | undefined;
};

export type ClientConfig = Pick<
	SFNClientConfig,
	| 'region'
	| 'profile'
	| 'endpoint'
	| 'ignoreConfiguredEndpointUrls'
	| 'requestHandler'
	| 'credentials'
	| 'maxAttempts'
	| 'retryMode'
	| 'logger'
>;

const nothing = () => {};

// Some of the SDK's warnings go to the console when it has no logger, across the wizard's screen.
const silent = {trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing};

const network = {
	connectionTimeout: 3000,
	requestTimeout: 15_000,
	socketTimeout: 15_000,
	throwOnRequestTimeout: true,
	logger: silent,
};

export function connectionOf(options: ConnectionOptions): Connection {
	let credentials = options.credentials;
	const offline = options.requestHandler !== undefined;
	// The JavaScript SDK does not read AWS_DEFAULT_REGION, which the AWS CLI does.
	const region = options.region || process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION;

	return {
		profile: options.profile || process.env.AWS_PROFILE || 'default',
		hangs: {credentials: false, hosts: new Set()},
		onWait: options.onWait ?? nothing,
		traffic: options.traffic,
		shareCredentials: shared => {
			credentials ??= shared;
		},
		config: () => {
			checkEndpoint(options.endpointUrl || (offline ? undefined : process.env.AWS_ENDPOINT_URL));

			return {
				maxAttempts: 4,
				retryMode: 'standard',
				logger: silent,
				requestHandler: options.requestHandler ?? network,
				ignoreConfiguredEndpointUrls: offline,
				...(region && {region}),
				...(options.profile && {profile: options.profile}),
				...(options.endpointUrl && {endpoint: options.endpointUrl}),
				...(credentials && {credentials}),
			};
		},
	};
}

/** The SDK would take `localhost:4566` for a host named 4566. */
function checkEndpoint(endpoint: string | undefined): void {
	if (endpoint && !(URL.canParse(endpoint) && /^https?:/i.test(endpoint))) {
		throw new TypeError(`Invalid URL: ${endpoint} does not begin with http:// or https://`);
	}
}
