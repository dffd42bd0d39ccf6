import {member} from '../json.ts';
import {isTemplate, readTemplate, substituted} from './cloudformation.ts';
import type {DeployedMachine, Deployment, Where} from './deployment.ts';
import {type FileDocument, readDocument, TemplateError} from './document.ts';
import {isPlan, readPlan} from './terraform.ts';
import {createMarkers, type Markers, unknownAccount, unknownRegion} from './unresolved.ts';

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
	const document = looksLikeBrokenDefinition(text) ? null : readDocument(text);
	const value = document?.value;

	if (document === null || isDefinition(value)) {
		return definitionAlone({path, text}, document, where);
	}

	if (isTemplate(value)) {
		return readTemplate(document, value, where);
	}

	if (isPlan(value)) {
		return readPlan(document, where);
	}

	throw new TemplateError(
		'The file is not an Amazon States Language definition, a CloudFormation or SAM template, or the output of terraform show -json.',
	);
}

const isDefinition = (value: unknown): boolean =>
	member(value, 'States') !== undefined || member(value, 'StartAt') !== undefined;

function looksLikeBrokenDefinition(text: string): boolean {
	if (
		!/^\s*\{/.test(text) ||
		!/"(StartAt|States)"\s*:/.test(text) ||
		/"Resources"\s*:/.test(text)
	) {
		return false;
	}

	try {
		JSON.parse(text);
		return false;
	} catch {
		return true;
	}
}

function definitionAlone(
	{path, text}: GivenFile,
	document: FileDocument | null,
	{region, accountId, partition}: Where,
): Deployment {
	const markers = createMarkers();
	const name = (path.split('/').at(-1) ?? path)
		.replace(/\.(json|ya?ml|asl)$/gi, '')
		.replace(/\.asl$/i, '');
	const isText = document === null || document.format === 'JSON';
	const positionOf = document?.positionOf ?? (() => ({line: 1, column: 1}));
	const machine: DeployedMachine = {
		id: path,
		name,
		arn: `arn:${partition}:states:${region ?? unknownRegion}:${accountId ?? unknownAccount}:stateMachine:${name}`,
		type: 'STANDARD',
		definition: {
			text: opened(
				inWhere(isText ? text : JSON.stringify(document.value, null, 2), {
					region,
					accountId,
					partition,
				}),
				markers,
			),
			positionOf,
		},
		roleArn: null,
		roleUnknown: 'a definition does not name its role',
		logging: {level: 'OFF', includeExecutionData: false, destinations: []},
		tracing: false,
		kmsKeyArn: null,
		position: positionOf([]),
	};

	return {
		format: 'Amazon States Language',
		machines: [machine],
		roles: new Map(),
		taskDefinitions: [],
		assumptions: [],
		show: markers.show,
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
	text.replace(/\$\{([\w.:]{1,100})\}/g, (_whole, name: string) => markers.of(name, 'open'));

/** The text of a definition that lies beside its template, as JSON. */
export function definitionText(text: string, substitutions: Record<string, string>): string {
	const filled = substituted(text, substitutions);

	if (/^\s*\{/.test(filled)) {
		return filled;
	}

	return JSON.stringify(readDocument(filled).value, null, 2);
}

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
