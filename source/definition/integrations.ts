import data from './integrations.json' with {type: 'json'};

export type SourceConfidence =
	| 'documented'
	| 'documented-2022'
	| 'inferred'
	| 'community'
	| 'unknown';

/** Values may hold `${Placeholder}`s: those of the place, and those of placeholders.ts. */
export type StatementTemplate = {
	actions: string[];
	resources: string[];
	conditions?: Record<string, Record<string, string[]>>;
	/** In words, where the definition does not tell whether it is needed. */
	when?: string;
	/** The parameter that settles `when`, if its value is known. */
	decidedBy?: string;
	/** With this parameter the call is about no resource of the service: it is asked for on `*`. */
	wholeWith?: string;
	/** Needed only if this parameter is set. */
	onlyWith?: string;
	/** Needed only if the parameter has one of these values. */
	onlyWhere?: {parameter: string; is: string[]; default: string};
	inferred?: boolean;
	/** Executions run without it: see NeededStatement. */
	onlyFor?: OnlyFor;
	/** What the call touches beyond what the definition names: see NeededStatement. */
	touched?: string;
	/** See NeededStatement. */
	instead?: true;
	someOf?: true;
	alternatives?: string[];
	/** Condition keys that the request carries, by what the definition says. */
	carries?: Record<string, string[]>;
};

/**
 * What AWS documents beside the call itself. Published workflows run without it, and fail or are incomplete in
 * the special case that it is for.
 */
export type OnlyFor = 'polling' | 'cancelling' | 'redrive' | 'tracing' | 'clean-up';

export type PassedRoleTemplate = {
	parameter: string;
	/** `iam:PassedToService`; null where none is documented. */
	service: string | null;
	/** The parameter names something else, and this of it is the role. */
	of?: string;
	/** AWS asks for the role every time, though the definition does not tell which it is. */
	always?: true;
	inferred?: boolean;
	note?: string;
};

export type Integration = {
	/** What follows `arn:PARTITION:states:::`, or `feature:NAME`. */
	resource: string;
	/** For the reader, like sources and note: the build leaves them out. */
	pattern: 'request-response' | 'sync' | 'waitForTaskToken' | 'feature';
	statements: StatementTemplate[];
	passedRoles?: PassedRoleTemplate[];
	/** The EventBridge rule through which Step Functions follows a `.sync` job. */
	managedRule?: {name: string; when?: string};
	/** The first statement's resources, as documented, where they are known only when the state runs. */
	whenDynamic?: string[];
	sources: string[];
	confidence: SourceConfidence;
	note?: string;
};

export const integrations = data as Integration[];

const byResource = new Map(integrations.map(each => [each.resource, each]));

export const integrationFor = (resource: string): Integration | undefined =>
	byResource.get(resource);
