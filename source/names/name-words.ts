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
	loggroup: 'LOG-GROUP',
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
	/^(?:target|role|loggroup|profile|bucket|cluster|taskdefinition|family|queueurl)$/i;
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

/** Words of AWS and of this program: a resource that is called so is replaced in its ARN alone. */
export const vocabulary = new Set(
	`a an and any arn aws access account action allow alias all are at be bucket by catch cause change check choice
	choices cli cluster common comment condition context create data default delete denied deny describe do done effect
	ecs end enabled error errors event events execution executions express fail failed failure fix fixed flow for found
	from function get group health healthy history iam id if in input invoke is it item items job key kms lambda
	level log logging logs machine map message missing name next no none not null of off on one ok or output parallel
	params pass permission permissions plan policy policies post problem processor put queue read region remedy report
	request resource resources result retry role roles run s3 see service set sns sqs standard start state statement
	states status step sts stop string subject succeed succeeded sum summary table task tasks test text the this time
	timeout title to topic trace trust type undo unknown update user value verified verdict version wait warning was
	why with workflow workflows write written yes you your`
		.split(/\s+/)
		.filter(Boolean),
);
