import type {RolePolicyKind} from '../account/iam.ts';
import type {StateMachineType} from '../account/step-functions.ts';
import type {DocumentPath, Position} from './document.ts';
import type {Markers} from './unresolved.ts';

/** Where it will be deployed, as far as it is known. */
export type Where = {region: string | null; accountId: string | null; partition: string};

/** What a file says will be deployed. Texts can hold the markers of unresolved.ts. */
export type Deployment = {
	format: DeploymentFormat;
	machines: DeployedMachine[];
	/** By ARN. */
	roles: Map<string, DeployedRole>;
	taskDefinitions: DeployedTaskDefinition[];
	resourcePolicies: DeployedResourcePolicy[];
	/** What was assumed to read it, in words: a parameter's default. */
	assumptions: string[];
	markers: Markers;
};

type DeploymentFormat =
	| 'Amazon States Language'
	| 'CloudFormation template'
	| 'SAM template'
	| 'Terraform plan'
	| 'Terraform state';

export type DeployedMachine = {
	/** Logical id, Terraform address, or the file's name. */
	id: string;
	name: string;
	arn: string;
	type: StateMachineType;
	definition: DeployedDefinition;
	/** The role's ARN; null where the file names none. */
	roleArn: string | null;
	/** Where `roleArn` is null or its role is not in the file, in words. */
	roleUnknown: string | null;
	logging: DeployedLogging;
	tracing: boolean;
	kmsKeyArn: string | null;
	/** In words, the settings that only the deployment knows: `the log level`. */
	unknownSettings: string[];
	position: Position;
};

export type DeployedDefinition =
	| {
			text: string;
			/** Of a value of the definition, such as the state at `['States', 'Charge']`. */
			positionOf(path: DocumentPath): Position;
			/** Where a line and column of the text are in the file. */
			positionAt(inText: Position): Position;
			/** Where the definition is in another file than the one that was named: its path. */
			file?: string;
	  }
	| {file: string; substitutions: Record<string, string>}
	| {unknown: string};

export type DeployedLogging = {
	level: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
	includeExecutionData: boolean;
	destinations: string[];
};

export type DeployedRole = {
	name: string;
	arn: string;
	path: string;
	/** JSON text; null where the file does not tell it. */
	trustPolicy: string | null;
	policies: DeployedPolicy[];
};

export type DeployedPolicy = {
	kind: RolePolicyKind;
	name: string;
	arn: string | null;
	/** JSON text of what the file tells of it: no statement where it tells nothing. */
	document: string;
	/** In words, what the file does not tell; null where it tells all. */
	unknown: string | null;
};

/** `of`: the names of the resources that have it. */
export type DeployedResourcePolicy = DeployedPolicy & {of: string[]};

export type DeployedTaskDefinition = {
	arn: string;
	/** What stands for it where the file refers to it. */
	reference?: string;
	family: string;
	networkMode: string | null;
	requiresCompatibilities: string[];
	executionRoleArn: string | null;
	taskRoleArn: string | null;
};

export const emptyPolicy = '{"Version":"2012-10-17","Statement":[]}';
