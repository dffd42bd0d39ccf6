import {parseArn} from '../aws/arn.ts';
import type {Place} from './place.ts';

/** A placeholder's text, and where the thing it names lives if its ARN says so. */
export type Filling = {text: string; partition?: string; region?: string; accountId?: string};

export type Placeholder = {
	/** The first of these parameters that is set names it. */
	from: string[];
	/** Where none is set. */
	default?: string;
	/** Null where the value is of another kind, so that the statement does not apply. */
	read?: (value: string, place: Place) => Filling | null;
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

const modelOf = (kind: string) => (value: string) =>
	parseArn(value)?.resource.startsWith(`${kind}/`) ? nameOrArn(`${kind}/`)(value) : null;

/** A cross-region profile is a model id with its geography in front: `eu.anthropic.claude-…`. */
const profileId = /^(us|us-gov|eu|apac|jp|au|ca|global)\./;

const objectOf = (value: string): Filling => ({text: value.replace(/^s3:\/\//, '')});

const name = (...from: string[]): Placeholder => ({from});

/** Where the values of the placeholders in integrations.json stand in a state's parameters. */
export const placeholders: Record<string, Placeholder> = {
	ApiEndpointPattern: name('ApiEndpoint'),
	ApiId: {from: ['ApiEndpoint'], read: value => ({text: before(value, '.')})},
	ApplicationId: name('ApplicationId'),
	Bucket: {from: ['Bucket'], read: nameOrArn()},
	Cluster: {from: ['Cluster'], default: 'default', read: nameOrArn('cluster/')},
	ClusterId: name('ClusterId'),
	ClusterName: name('ClusterName', 'Name'),
	ConnectionName: {
		from: ['Authentication.ConnectionArn', 'InvocationConfig.ConnectionArn'],
		read: upTo('/', nameOrArn('connection/')),
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
	GroupName: {from: ['GroupName'], default: 'default'},
	HarnessArn: name('HarnessArn'),
	InferenceProfileId: {
		from: ['ModelId'],
		read: value => (profileId.test(value) ? {text: value} : modelOf('inference-profile')(value)),
	},
	InputObject: {from: ['Input.S3Uri'], read: objectOf},
	JobRunId: name('JobRunId'),
	Key: name('Key'),
	LabelingJobName: name('LabelingJobName'),
	Method: name('Method'),
	ModelId: {
		from: ['ModelId', 'BaseModelIdentifier'],
		read: value => {
			const isName = !parseArn(value) && !profileId.test(value);

			return isName ? {text: value} : modelOf('foundation-model')(value);
		},
	},
	ModelName: name('ModelName'),
	NodegroupName: name('NodegroupName'),
	OutputObject: {from: ['Output.S3Uri'], read: objectOf},
	PathWithoutSlash: {
		from: ['Path'],
		default: '',
		read: value => ({text: value.replace(/^\//, '')}),
	},
	Prefix: {from: ['Prefix'], default: ''},
	PrefixFolder: {
		from: ['Prefix'],
		default: '',
		read: value => ({text: value === '' || value.endsWith('/') ? value : `${value}/`}),
	},
	ProcessingJobName: name('ProcessingJobName'),
	ProjectName: {
		from: ['ProjectName', 'Id', 'Ids[]'],
		// The id of a build is its project's name, a colon and more.
		read: upTo(':', nameOrArn('project/', 'build/', 'build-batch/')),
	},
	ProvisionedModelId: {from: ['ModelId'], read: modelOf('provisioned-model')},
	QueueName: {from: ['QueueUrl'], read: queueFromUrl},
	ReportGroup: {from: ['ReportArns[]'], read: upTo(':', nameOrArn('report/'))},
	Revision: {
		from: ['TaskDefinition'],
		read: value => ({text: nameOrArn()(value).text.split(':')[1] ?? '*'}),
	},
	Stage: {from: ['Stage'], default: '*'},
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
		ifAbsent: 'it names no topic, as a text message to a PhoneNumber does not',
	},
	TrainingJobName: name('TrainingJobName'),
	TransformJobName: name('TransformJobName'),
	TuningJobName: name('HyperParameterTuningJobName'),
	VirtualClusterId: name('VirtualClusterId', 'Id'),
	WorkGroup: {from: ['WorkGroup'], default: 'primary', read: nameOrArn('workgroup/')},
	WorkGroupOfQuery: {from: [], ifAbsent: "the query's work group is not in the definition"},
};
