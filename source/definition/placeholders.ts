import {parseArn} from '../aws/arn.ts';
import type {Filling} from './filling.ts';
import {anyModelOfProfile, bedrockModel, modelOfProfile} from './model-names.ts';
import type {StateMachineLocation} from './place.ts';

export type Placeholder = {
	/** The first of these parameters that is set names it. */
	from: string[];
	/** Where none is set. */
	default?: string;
	/** Null where the value is of another kind, so that the statement does not apply. */
	read?: (value: string, place: StateMachineLocation) => Filling | null;
	/** What stands for it while it is not known; `*` if nothing narrower can be said. */
	otherwise?: string;
	/** What to say where no parameter tells it. */
	ifAbsent?: string;
};

/** From an ARN, what follows one of the prefixes; from anything else, all of it. */
const nameOrArn =
	(...prefixes: string[]) =>
	(value: string): Filling => {
		const arn = parseArn(value);

		if (!arn) {
			return {text: value};
		}

		const prefix = prefixes.find(each => arn.resource.startsWith(each)) ?? '';
		const {partition, region, accountId} = arn;

		return {text: arn.resource.slice(prefix.length), partition, region, accountId};
	};

const before = (text: string, separator: string) => text.split(separator)[0] ?? text;

const upTo =
	(separator: string, read: (value: string) => Filling) =>
	(value: string): Filling => {
		const filling = read(value);

		return {...filling, text: before(filling.text, separator)};
	};

/** A name, `name:qualifier`, `account:function:name`, or an ARN with or without qualifier. */
function functionName(value: string): Filling {
	const partial = /^(\d{12}):function:(.+)$/.exec(value);

	if (partial) {
		return {text: before(partial[2] ?? '', ':'), accountId: partial[1] ?? ''};
	}

	return upTo(':', nameOrArn('function:'))(value.replace(/^function:/, ''));
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
function queueFromUrl(value: string): Filling | null {
	const modern = /^https?:\/\/sqs\.([a-z0-9-]{1,30})\.[^/]{1,80}\/(\d{12})\/([^/?]{1,80})$/.exec(
		value,
	);
	const older = /^https?:\/\/([a-z0-9-]{1,30})\.queue\.[^/]{1,80}\/(\d{12})\/([^/?]{1,80})$/.exec(
		value,
	);
	const [, region, accountId, text] = modern ?? older ?? [];

	if (region && accountId && text) {
		return {text, region, accountId};
	}

	const [, owner, name] = /\/(\d{12})\/([^/?]{1,80})$/.exec(value) ?? [];

	return owner && name ? {text: name, accountId: owner} : nameOrArn()(value);
}

/** `s3://bucket/folder` and what Athena writes under it. */
const s3Folder = (value: string): Filling => {
	const text = value.replace(/^s3:\/\//, '');
	return {text: /[*/]$/.test(text) ? text : `${text}/`};
};

/** Messages to the clients of a WebSocket API are an action of their own. */
const isConnections = /^\/?@connections/;

const withoutSlash = (value: string): Filling => ({text: value.replace(/^\//, '')});

const objectOf = (value: string): Filling => ({text: value.replace(/^s3:\/\//, '')});

const name = (...from: string[]): Placeholder => ({from});

/** Where the values of the placeholders in integrations.json stand in a state's parameters. */
export const placeholders: Record<string, Placeholder> = {
	AnyModelOfProfile: {from: ['ModelId'], read: anyModelOfProfile},
	ApiEndpointPattern: name('ApiEndpoint'),
	ApiId: {from: ['ApiEndpoint'], read: value => ({text: before(value, '.')})},
	ApplicationId: name('ApplicationId'),
	BedrockModel: {from: ['ModelId'], read: bedrockModel},
	BrewJob: name('Name'),
	Bucket: {from: ['Bucket'], read: nameOrArn()},
	Catalog: name('QueryExecutionContext.Catalog'),
	Cluster: {from: ['Cluster'], default: 'default', read: nameOrArn('cluster/')},
	ClusterId: name('ClusterId'),
	ClusterName: name('ClusterName', 'Name'),
	ConnectionName: {
		from: ['Authentication.ConnectionArn', 'InvocationConfig.ConnectionArn'],
		read: upTo('/', nameOrArn('connection/')),
	},
	ConnectionPath: {
		from: ['Authentication.ConnectionArn', 'InvocationConfig.ConnectionArn'],
		read: value => {
			const {text, ...where} = nameOrArn('connection/')(value);
			return {...where, text: /[*/]/.test(text) ? text : `${text}/*`};
		},
	},
	EndpointConfigName: name('EndpointConfigName'),
	EndpointName: name('EndpointName'),
	EventBusName: {
		from: ['Entries[].EventBusName'],
		default: 'default',
		read: nameOrArn('event-bus/'),
	},
	ExecutionRoleArn: {
		from: ['ExecutionRoleArn'],
		// biome-ignore lint/suspicious/noTemplateCurlyInString: filled like those of integrations.json
		otherwise: 'arn:${Partition}:iam::${Account}:role/*',
	},
	FargateProfileName: name('FargateProfileName'),
	FunctionName: {from: ['FunctionName'], read: functionName},
	Guardrail: {from: ['GuardrailIdentifier'], read: nameOrArn('guardrail/')},
	GroupName: {from: ['GroupName'], default: 'default'},
	HarnessArn: name('HarnessArn'),
	InputObject: {from: ['Input.S3Uri'], read: objectOf},
	JobDefinition: {
		from: ['JobDefinition'],
		// Without a revision the newest one is run, and it is part of what is authorized:
		// https://docs.aws.amazon.com/batch/latest/userguide/iam-example-restrict-job-submission.html
		read: value => {
			const {text, ...where} = nameOrArn('job-definition/')(value);
			return {...where, text: /:|\*$/.test(text) ? text : `${text}:*`};
		},
	},
	JobName: name('JobName'),
	JobQueue: {from: ['JobQueue'], read: nameOrArn('job-queue/')},
	JobRunId: name('JobRunId'),
	Key: name('Key'),
	LabelingJobName: name('LabelingJobName'),
	MediaQueue: {from: ['Queue'], default: 'Default', read: nameOrArn('queues/')},
	MediaTemplate: {from: ['JobTemplate'], read: nameOrArn('jobTemplates/')},
	Method: name('Method'),
	ModelId: {
		from: ['BaseModelIdentifier'],
		read: value => {
			const isModel = !parseArn(value) || parseArn(value)?.resource.startsWith('foundation-model/');
			return isModel ? nameOrArn('foundation-model/')(value) : null;
		},
	},
	ModelName: name('ModelName'),
	ModelOfProfile: {from: ['ModelId'], read: modelOfProfile},
	NewCluster: name('Name'),
	NodeRole: name('NodeRole'),
	NodegroupName: name('NodegroupName'),
	OutputBucket: {
		from: ['ResultConfiguration.OutputLocation'],
		read: value => ({text: before(objectOf(value).text, '/')}),
	},
	OutputFolder: {from: ['ResultConfiguration.OutputLocation'], read: s3Folder},
	OutputObject: {from: ['Output.S3Uri'], read: objectOf},
	ConnectionsPath: {
		from: ['Path'],
		default: '',
		read: value => (isConnections.test(value) ? withoutSlash(value) : null),
	},
	PathWithoutSlash: {
		from: ['Path'],
		default: '',
		read: value => (isConnections.test(value) ? null : withoutSlash(value)),
	},
	Prefix: {from: ['Prefix'], default: ''},
	PrefixFolder: {
		from: ['Prefix'],
		default: '',
		read: value => ({text: value === '' || /[*/]$/.test(value) ? value : `${value}/`}),
	},
	ProcessingJobName: name('ProcessingJobName'),
	ProjectName: {
		from: ['ProjectName', 'Id', 'Ids[]'],
		// The id of a build is its project's name, a colon and more.
		read: upTo(':', nameOrArn('project/', 'build/', 'build-batch/')),
	},
	QueueName: {from: ['QueueUrl'], read: queueFromUrl},
	ReportGroup: {from: ['ReportArns[]'], read: upTo(':', nameOrArn('report/'))},
	Revision: {
		from: ['TaskDefinition'],
		read: value => ({text: nameOrArn()(value).text.split(':')[1] ?? '*'}),
	},
	ScheduleName: name('Name'),
	// Without one an HTTP API is called by its default stage.
	Stage: {from: ['Stage'], default: '$default'},
	StateMachineArn: {
		from: [],
		// biome-ignore lint/suspicious/noTemplateCurlyInString: filled like those of integrations.json
		otherwise: 'arn:${Partition}:states:${Region}:${Account}:stateMachine:*',
	},
	StateMachineName: {
		from: ['StateMachineArn'],
		read: upTo(':', nameOrArn('stateMachine:')),
	},
	StateMachineWithQualifier: {from: ['StateMachineArn'], read: nameOrArn('stateMachine:')},
	TableName: {from: ['TableName'], read: upTo('/', nameOrArn('table/'))},
	TaskDefinition: {from: ['TaskDefinition'], read: upTo(':', nameOrArn('task-definition/'))},
	TopicName: {
		from: ['TopicArn', 'TargetArn'],
		read: upTo(':', nameOrArn()),
		ifAbsent: 'it names no topic',
	},
	TrainingJobName: name('TrainingJobName'),
	TransformJobName: name('TransformJobName'),
	TuningJobName: name('HyperParameterTuningJobName'),
	VirtualClusterId: name('VirtualClusterId', 'Id'),
	WorkGroup: {from: ['WorkGroup'], default: 'primary', read: nameOrArn('workgroup/')},
	WorkGroupOfQuery: {from: [], ifAbsent: "the query's work group is not in the definition"},
};
