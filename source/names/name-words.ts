/** What a resource is called here, by its type in the ARN or the field that holds its name. */
export const kinds: Record<string, string> = {
	role: 'ROLE',
	rolename: 'ROLE',
	'assumed-role': 'ROLE',
	user: 'USER',
	policy: 'POLICY',
	policyname: 'POLICY',
	statemachine: 'STATE-MACHINE',
	statemachinename: 'STATE-MACHINE',
	target: 'STATE-MACHINE',
	execution: 'EXECUTION',
	express: 'EXECUTION',
	'log-group': 'LOG-GROUP',
	'log-stream': 'LOG-STREAM',
	loggroup: 'LOG-GROUP',
	'awslogs-group': 'LOG-GROUP',
	loggroupname: 'LOG-GROUP',
	function: 'FUNCTION',
	functionname: 'FUNCTION',
	sqs: 'QUEUE',
	queueurl: 'QUEUE',
	sns: 'TOPIC',
	s3: 'BUCKET',
	bucket: 'BUCKET',
	table: 'TABLE',
	tablename: 'TABLE',
	cluster: 'CLUSTER',
	'task-definition': 'TASK-DEFINITION',
	taskdefinition: 'TASK-DEFINITION',
	family: 'TASK-DEFINITION',
	profile: 'PROFILE',
	state: 'STATE',
};

/** Of ARNs that name a thing and one of its parts: what the first is, and what the others are. */
export const owners: Record<string, string> = {
	'assumed-role': 'ROLE',
	execution: 'STATE-MACHINE',
	express: 'STATE-MACHINE',
	mapRun: 'STATE-MACHINE',
};
export const parts: Record<string, string> = {
	'assumed-role': 'SESSION',
	mapRun: 'MAP-RUN',
	service: 'SERVICE',
	task: 'TASK',
};

/** Fields that hold a name of the account's own beside those that end so. */
export const namedFields =
	/^(?:target|role|loggroup|profile|bucket|cluster|taskdefinition|family|queueurl|awslogs-group)$/i;
export const nameField = /name$/i;
export const otherName = /^(?:error|aws|service|metric|display|host|operation|event)name$/i;

/** In ARNs of these services every part is a name; in others the first is the type. */
export const withoutType = new Set(['sqs', 'sns', 's3']);

/** Parts of paths that AWS sets. */
export const pathWords = new Set(
	'aws lambda vendedlogs states ecs apigateway codebuild sagemaker glue batch service-role aws-service-role aws-reserved sso.amazonaws.com index stream log-stream runtime backup'.split(
		' ',
	),
);

/** How sentences call the kind of what they name right after it. */
export const saidKinds: Record<string, string> = {
	'STATE-MACHINE': '[Ss]tate machine',
	ROLE: '[Rr]ole',
	USER: '[Uu]ser',
	POLICY: '[Pp]olicy',
	NAME: '[Pp]olicy',
	'LOG-GROUP': '[Ll]og group',
	EXECUTION: '[Ee]xecution',
	FUNCTION: '[Ff]unction',
	QUEUE: '[Qq]ueue',
	TOPIC: '[Tt]opic',
	BUCKET: '[Bb]ucket',
	TABLE: '[Tt]able',
	CLUSTER: '[Cc]luster',
	STATE: '[Ss]tate',
	PROFILE: '[Pp]rofile',
};

/** Words that follow a kind in any sentence: `the role is`, `a state machine of`. */
export const joiningWords = new Set(
	`a an and any are as at be before by can cannot did does for from had has have if in into is it its logs may named names
	no not of on once or that the then this to under was were where which who will with without`
		.split(/\s+/)
		.filter(Boolean),
);

/** Of policies and definitions: fields whose quoted value is a word of AWS. */
export const wordField =
	/"(?:Effect|Type|Version|Sid|QueryLanguage|level|type|status|effect)"\s*:\s*$/;

/** Words that AWS and sfn-fix join with hyphens in ids of their own: `grant-log-delivery`. */
export const idWords = new Set(
	`access account actions add allow caller configuration create delivery denied destination event execution exists explicit
	fix function get grant group headroom invoke key kms limit log logging logs machine managed map network pass permission
	permissions policies policy put resource role rule run start state states step stream task throttled to trigger trust
	update`
		.split(/\s+/)
		.filter(Boolean),
);
