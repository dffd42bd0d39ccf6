import type {Facts} from './facts.ts';

/**
 * Sessions that other services name: an EC2 instance's id, Glue's, ECS's (32 hexadecimal digits), an SDK's, a
 * person's address. Step Functions names its own by 32 letters.
 */
const otherSession =
	/\/(?:m?i-[\da-f]{8,17}|AWS-Crawler|GlueJob\w{0,40}|[\da-f]{32}|botocore-session-\d{1,20}|aws-(?:sdk|go-sdk|cli)[\w-]{0,60}|\d{8,20}|[^/\s]{1,80}@[^/\s]{1,80}|(?:SageMaker|AmazonSageMaker|AmazonMWAA|AWSCodeBuild|AWSCloudFormation|AWSFirehose|AWSBackup|Databricks|eks|GitHubActions|CodePipeline|ConfigResource)[\w-]{0,80})$/i;

/** What only some role of another service is called. */
const otherRole =
	/role\/[^/]{0,120}(?:NodeInstance|instance-?_?role|instance-?profile|crawler|glue-?service|irsa|karpenter|databricks|snowflake|airflow|mwaa|beanstalk|conductor|ReservedSSO|OrganizationAccountAccess|cognito|codebuild|lambda-?_?(?:exec|role|basic)|ecs-?task|firehose|emr_|sagemaker-?exec)/i;

export const isOtherSession = ({principal}: Facts): boolean => otherSession.test(principal ?? '');

/** The principal is by its names some other service's, not a state machine's. */
export const isOtherCaller = (facts: Facts): boolean =>
	isOtherSession(facts) || otherRole.test(facts.principal ?? '');

/**
 * A session that was redacted or left out may be Step Functions', one of letters alone where it is long enough for that.
 * Whoever may pass roles is rarely anybody but Step Functions or a person: there any letters will do.
 */
export function mayBeSession({principal, action}: Facts): boolean {
	const [, role, session = ''] =
		/:assumed-role\/([^/]{1,200})(?:\/(.{0,200}))?$/.exec(principal ?? '') ?? [];

	if (role === undefined || /(?:session|credentials|role|application)$/i.test(session)) {
		return false;
	}

	const letters = action === 'iam:PassRole' ? /^[A-Za-z]+$/ : /^[A-Za-z]{16,32}$/;
	return session === '' || letters.test(session) || /[*<>[{…]|\.{3}|x{3}/i.test(session);
}

/** What people write in place of a session, and the beginning of one. */
const shortened =
	/^(?:[a-z]|abc|abcd|abcdef|xyz|foo|session(?:-?(?:name|id))?|execution-?(?:name|id)|[A-Za-z]{1,31}(?:\.{2,3}|…))$/i;

/** A part of 32 random letters: no name changes its case that often. */
const isPartOfRandom = (session: string): boolean =>
	/^[A-Za-z]{6,31}$/.test(session) &&
	(session.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0) * 3 >= session.length;

/** A role whose session was redacted or cut off: Step Functions is one of those who may have made it. */
export function hidesSession({principal}: Facts): boolean {
	const [, session = ''] = /:assumed-role\/[^/]{1,200}\/(.{1,200})$/.exec(principal ?? '') ?? [];
	return shortened.test(session) || isPartOfRandom(session) || isRedacted(principal);
}

const isRedacted = (principal: string | null): boolean =>
	/:assumed-role\/[^/]{1,200}\/(?:[*_#•]{1,40}|x{2,40}|X{2,40}|\.{2,3}|…|<[^<>]{1,60}>|\[[^[\]]{1,60}\]|\{[^{}]{1,60}\}|(?:REDACTED|MASKED|HIDDEN|OMITTED|REMOVED)\w{0,20})$/i.test(
		principal ?? '',
	);

/** Products with state machines, workflows or tasks of their own. */
export const otherProducts =
	/\b(?:spring-?(?:boot|statemachine|batch)?|statemachine\.(?:State|org)|org\.(?:springframework|apache|squirrel)\w{0,20}|xstate|temporal(?:io)?|conductor|cadence|camunda|zeebe|argo|kubernetes|kubectl|jenkins|airflow|celery|prefect|dagster|azure|durable function|logic apps?|google cloud|gcp|stateflow|codebuild|express(?:\.?js| server| app)|node_modules\/express)\b/i;
