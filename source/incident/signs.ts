import {serviceError} from './called-services.ts';
import type {Facts} from './facts.ts';
import {
	hidesSession,
	isOtherCaller,
	isOtherSession,
	mayBeSession,
	otherProducts,
} from './other-callers.ts';
import {causeLabel, errorLabel} from './own-errors.ts';
import {type Clues, eitherOf, type Pattern} from './recognition.ts';

/**
 * Signs shared by flows: who was refused. Step Functions calls other services as the state machine's role, in a
 * session named by 32 random letters, and shows what they answer with the Java SDK's suffix `(Service: …)`.
 */
const stepFunctionsSession = /:assumed-role\/[^/]{1,200}\/[A-Za-z]{32}$/;
const consoleRole = /:(?:assumed-)?role\/(?:service-role\/)?StepFunctions-/;
const stateMachineRole = /role\/[^/]{0,120}(?:state[-_]?mach|step[-_]?f(?:unc|n)|sfn)/i;
const otherRunner =
	/lambda|codebuild|pipeline|deploy|github|jenkins|admin|events|scheduler|apigw|apigateway/i;

export const isStepFunctions = ({principal, isOwnRole}: Clues): boolean =>
	isOwnRole === true ||
	(principal !== null && (stepFunctionsSession.test(principal) || consoleRole.test(principal)));

const looksLikeStepFunctions = (facts: Facts): boolean =>
	stateMachineRole.test(facts.principal ?? '') && !isOtherRunner(facts) && !isOtherSession(facts);

const isOtherRunner = ({principal}: Facts): boolean => otherRunner.test(principal ?? '');

const isRefused = ({denial, action}: Facts): boolean => denial !== null && action !== null;

/** Step Functions only ever acts as a role. */
const mayBeRole = (facts: Facts): boolean =>
	facts.principal === null ||
	(!/:(?:user|root|federated-user)\b|\.amazonaws\.com$/.test(facts.principal) &&
		!isOtherSession(facts));

export const isPassRole = ({action}: Facts): boolean => action === 'iam:PassRole';
export const isKms = ({action}: Facts): boolean => /^kms:/i.test(action ?? '');
export const isExplicit = ({denial}: Facts): boolean => denial?.kind === 'explicit';
export const isStatesAction = ({action}: Facts): boolean => /^states:/i.test(action ?? '');

/** An execution's error and cause, as the console, the history, a log or an SDK of any language prints them. */
export const errorAndCause = new RegExp(
	[
		`(?<![A-Za-z])${errorLabel}[\\s"'\`*:=>：|-]{1,8}[A-Z][\\w.$-]{2,80}[\\s"'\`*,;|-]{1,8}${causeLabel}(?![A-Za-z])`,
		'["\'][Ee]rror["\']\\s?(?::|=>)\\s?["\'][^"\']{1,120}["\'],?\\s?["\'][Cc]ause["\']',
		'["\'][Cc]ause["\']\\s?(?::|=>)\\s?.{1,1500}?["\'][Ee]rror["\']\\s?(?::|=>)\\s?["\']',
		'\\b(?:task|execution|lambdaFunction|activity|mapRun|mapIteration|evaluation)\\w{0,20}EventDetails\\b',
		'\\b(?:Task|Execution|LambdaFunction|MapRun|Activity|MapState|ParallelState|Evaluation)(?:Submit|Start|Schedule)?(?:Failed|TimedOut)\\b',
	].join('|'),
);

/** A function's, a container's or a job's own failure, which Step Functions only passes on. */
export const workFailure =
	/\b(?:errorMessage|stackTrace)["']?\s?(?::|=)|Traceback \(most recent call last\)|["'](?:ErrorMessage|FailureReason|StatusReason|StoppedReason|ExitCode|JobRunState|BuildStatus|FailureDetails|StateChangeReason)["'] ?: ?["'\d{]/;

/** Whoever deploys, not Step Functions, made the call. */
export const byDeployer =
	/Resource handler returned|HandlerErrorCode|\b(?:CREATE|UPDATE|DELETE)_FAILED\b|\bEvent Type:|\bAPI: \w+:\w+|\boperation error \w|when calling the \w{1,60} operation/;

/** Somebody else's failure, or somebody else who was refused. */
export const notWhileRunning = new RegExp(
	`${workFailure.source}|${byDeployer.source}|${otherProducts.source}`,
	'i',
);

const javaSuffix =
	/(?<!(?:exception|message)["']?: ?["']?)\bUser:? [^"]{3,700}?not authorized to perform:? [^"]{5,900}?\(Service: [\w ]{2,60}[;,] Status Code:/i;

/** Step Functions could start it. What it was denied later, it called itself, also where it runs with the same role. */
const jobsEnd =
	/["'](?:FailureReason|StoppedReason|JobRunState|StatusReason|BuildStatus|FailureDetails|StateChangeReason)["'] ?:|["']Containers["'] ?: ?\[/;

/** How a text shows that Step Functions itself was refused while it ran a state. */
export const refusedWhileRunning: readonly Pattern[] = [
	{
		facts: facts => isRefused(facts) && isStepFunctions(facts),
		unless: jobsEnd,
		confidence: 'certain',
	},
	// A session whose ARN was cut off.
	{
		text: /(?<![A-Za-z])[A-Za-z]{32}["'`]? is not authorized to perform/,
		facts: isRefused,
		unless: jobsEnd,
		confidence: 'certain',
	},
	// As CloudTrail records the call.
	{
		text: /\b(?:invokedBy|userAgent|sourceIPAddress)"? ?: ?"states\.amazonaws\.com/,
		facts: isRefused,
		confidence: 'certain',
	},
	{
		text: errorAndCause,
		facts: facts => isRefused(facts) && mayBeRole(facts),
		unless: workFailure,
		confidence: 'certain',
	},
	{
		text: /\bError"?:? "?[A-Z]\w{1,30}\.\w{3,60}/,
		facts: facts => isRefused(facts) && mayBeRole(facts),
		unless: workFailure,
		confidence: 'likely',
	},
	{
		facts: facts => isRefused(facts) && looksLikeStepFunctions(facts),
		unless: workFailure,
		confidence: 'likely',
	},
	// The task's integration, or the error's name with its service, beside the refusal.
	{
		text: eitherOf(/arn:aws[\w-]{0,20}:states:::\w/, serviceError),
		facts: facts => isRefused(facts) && mayBeRole(facts) && !isOtherCaller(facts),
		unless: notWhileRunning,
		confidence: 'likely',
	},
	{
		facts: facts =>
			isRefused(facts) && hidesSession(facts) && !isOtherRunner(facts) && !isOtherCaller(facts),
		unless: eitherOf(notWhileRunning, /AWS::\w{2,40}::\w/i),
		confidence: 'possible',
	},
	{
		text: /(?<![\w/.-])step[ -]?functions?\b(?![\w/-]|\.\w)|\bstate machine\b/i,
		facts: facts =>
			isRefused(facts) && mayBeRole(facts) && !isOtherRunner(facts) && !isOtherCaller(facts),
		unless: notWhileRunning,
		confidence: 'likely',
	},
	{
		text: javaSuffix,
		facts: facts => mayBeSession(facts) && !isOtherRunner(facts) && !isOtherCaller(facts),
		unless: new RegExp(
			`${workFailure.source}|${byDeployer.source}|AWS::\\w{2,40}::\\w|com\\.amazonaws|software\\.amazon\\.awssdk`,
		),
		confidence: 'likely',
	},
];

/** The text is about deploying or calling a state machine. */
export const stateMachineCall =
	/AWS::(?:StepFunctions|Serverless)::StateMachine|aws_sfn_state_machine|aws:sfn|Step Functions? State Machine|(?:Create|Update)StateMachine\b|\(Service: (?:AWSStepFunctions|Sfn)\b/i;
