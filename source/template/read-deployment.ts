import {member, parseJson} from '../json.ts';
import {isTemplate, readTemplate, substituted} from './cloudformation.ts';
import type {DeployedMachine, Deployment, Where} from './deployment.ts';
import {type FileDocument, readDocument, startsAnObject, TemplateError} from './document.ts';
import {isTerraformText, terraformSource, wayOut} from './other-files.ts';
import {isPlan, readPlan} from './terraform.ts';
import {
	createMarkers,
	type Markers,
	ownName,
	quoted,
	unknownAccount,
	unknownRegion,
} from './unresolved.ts';

export type GivenFile = {
	/** As the person names it. */
	path: string;
	text: string;
};

/** Whether a text is a definition, a template or a plan, and what it says will be deployed. Throws TemplateError. */
export function readDeployment({path, text}: GivenFile, where: Where): Deployment {
	if (text.trim() === '') {
		throw new TemplateError('The file is empty.');
	}

	// A definition that is not valid JSON is still a definition: what is wrong with it is the finding.
	if (looksLikeBrokenDefinition(text)) {
		return definitionAlone({path, text}, where);
	}

	const document = documentIn(text);
	const {value} = document;

	if (isDefinition(value)) {
		return definitionAlone(
			{path, text: document.format === 'JSON' ? text : JSON.stringify(value)},
			where,
			document,
		);
	}

	if (isTemplate(value)) {
		return readTemplate(document, value, where);
	}

	if (isPlan(value)) {
		return readPlan(document, where);
	}

	if (isDescribed(value)) {
		return describedMachine(path, value, document, where);
	}

	throw new TemplateError(
		wayOut(value, text) ??
			'The file is not an Amazon States Language definition, a CloudFormation or SAM template, or the output of terraform show -json.',
	);
}

function documentIn(text: string): FileDocument {
	try {
		return readDocument(text);
	} catch (error) {
		throw error instanceof TemplateError && isTerraformText(text)
			? new TemplateError(terraformSource)
			: error;
	}
}

/** The output of `aws stepfunctions describe-state-machine`. */
const isDescribed = (value: unknown): value is {definition: string} =>
	typeof member(value, 'definition') === 'string' && member(value, 'roleArn') !== undefined;

function describedMachine(
	path: string,
	value: {definition: string},
	document: FileDocument,
	where: Where,
): Deployment {
	const alone = definitionAlone({path, text: value.definition}, where);
	const position = document.positionOf(['definition']);
	const roleArn = String(member(value, 'roleArn'));

	return {
		...alone,
		machines: alone.machines.map(machine => ({
			...machine,
			name: String(member(value, 'name') ?? machine.name),
			arn: String(member(value, 'stateMachineArn') ?? machine.arn),
			type: member(value, 'type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
			definition: {
				text: value.definition,
				positionOf: () => position,
				positionAt: () => position,
			},
			roleArn,
			roleUnknown: `the policies of ${roleArn} are not in the file`,
			position,
		})),
	};
}

const isDefinition = (value: unknown): boolean =>
	member(value, 'States') !== undefined || member(value, 'StartAt') !== undefined;

function looksLikeBrokenDefinition(text: string): boolean {
	return (
		startsAnObject(text) &&
		/"(StartAt|States)"\s*:/.test(text) &&
		!/"Resources"\s*:/.test(text) &&
		parseJson(text) === undefined
	);
}

function definitionAlone(
	{path, text}: GivenFile,
	where: Where,
	document?: FileDocument,
): Deployment {
	const {region, accountId, partition} = where;
	const markers = createMarkers();
	// A file can have any name.
	const name = markers.of(ownName, 'open');
	const filled = quoted(opened(inWhere(text, where), markers));
	const {positionOf} = document ?? readText(filled);
	const machine: DeployedMachine = {
		id: path,
		name,
		arn: `arn:${partition}:states:${region ?? unknownRegion}:${accountId ?? unknownAccount}:stateMachine:${name}`,
		type: 'STANDARD',
		definition: isProgram(filled)
			? {unknown: 'it is a template with expressions that only the deployment evaluates'}
			: {text: filled, positionOf, positionAt: position => position},
		roleArn: null,
		roleUnknown: 'a definition does not name its role',
		logging: {level: 'OFF', includeExecutionData: false, destinations: []},
		tracing: false,
		kmsKeyArn: null,
		unknownSettings: [],
		position: positionOf([]),
	};

	return {
		format: 'Amazon States Language',
		machines: [machine],
		roles: new Map(),
		taskDefinitions: [],
		resourcePolicies: [],
		assumptions: [],
		markers,
	};
}

/** The pseudo parameters of a template stand for where it is deployed. */
export const inWhere = (text: string, {region, accountId, partition}: Where): string =>
	text
		.replaceAll(/\$\{AWS::Region\}/g, region ?? unknownRegion)
		.replaceAll(/\$\{AWS::AccountId\}/g, accountId ?? unknownAccount)
		.replaceAll(/\$\{AWS::Partition\}/g, partition);

/** A definition that is deployed by a template has `${Name}` where the template puts a value. */
const opened = (text: string, markers: Markers): string =>
	text.replace(/\$\{([^{}"'\\\n]{1,200})\}/g, (_whole, name: string) =>
		markers.of(name.trim(), 'open'),
	);

/** Of Terraform's templates and the like: neither values alone nor JSON. */
const isProgram = (text: string): boolean =>
	/\$\{|%\{~?\s*(?:if|for)\b|\{%-?\s*(?:if|for)\b/.test(text) && parseJson(text) === undefined;

/** The text of a definition that lies beside its template, as JSON. */
export function readDefinition(
	text: string,
	substitutions: Record<string, string>,
): {text: string; positionOf: FileDocument['positionOf']} {
	const filled = substituted(text, substitutions);

	if (startsAnObject(filled)) {
		return readText(quoted(filled));
	}

	const {value, positionOf} = readDocument(filled);
	return {text: JSON.stringify(value), positionOf};
}

const readText = (text: string) => ({
	text,
	positionOf:
		parseJson(text) === undefined ? () => ({line: 1, column: 1}) : readDocument(text).positionOf,
});

/** The account ids and regions that the ARNs and queue URLs of a text name; of the accounts, those of roles come first. */
export function namedIn(text: string): {accounts: Set<string>; regions: Set<string>} {
	const arns = [
		...text.matchAll(
			/arn:aws[a-z-]{0,10}:([a-z0-9-]{1,30}):([a-z]{2}[a-z-]{2,20}-\d)?:(\d{12})?:/g,
		),
	].map(([, service, region, account]) => ({service, region, account}));
	const queues = [
		...text.matchAll(
			/https:\/\/(?:sqs\.([a-z]{2}[a-z-]{2,20}-\d)|([a-z]{2}[a-z-]{2,20}-\d)\.queue)\.amazonaws\.com(?:\.cn)?\/(\d{12})\//g,
		),
	].map(([, region, ofOld, account]) => ({service: 'sqs', region: region ?? ofOld, account}));
	const named = [...arns, ...queues];
	// A role is passed within its own account, while a public algorithm or image belongs to another.
	const ofRoles = arns.filter(({service, account}) => service === 'iam' && account !== undefined);

	return {
		accounts: new Set((ofRoles.length > 0 ? ofRoles : named).flatMap(({account}) => account ?? [])),
		regions: new Set(named.flatMap(({region}) => region ?? [])),
	};
}
