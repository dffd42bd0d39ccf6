import {member} from '../json.ts';
import {isTemplate, readTemplate} from './cloudformation.ts';
import type {DeployedMachine, Deployment, Where} from './deployment.ts';
import {type FileDocument, readDocument, TemplateError} from './document.ts';
import {isPlan, readPlan} from './terraform.ts';
import {createMarkers, unknownAccount, unknownRegion} from './unresolved.ts';

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
			text: isText ? text : JSON.stringify(document.value, null, 2),
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
		show: createMarkers().show,
	};
}

/** The account ids and regions that the ARNs of a text name. */
export function namedIn(text: string): {accounts: Set<string>; regions: Set<string>} {
	const arns = [
		...text.matchAll(/arn:aws[a-z-]{0,10}:[a-z0-9-]{1,30}:([a-z]{2}[a-z-]{2,20}-\d)?:(\d{12})?:/g),
	];

	return {
		accounts: new Set(arns.flatMap(([, , account]) => account ?? [])),
		regions: new Set(arns.flatMap(([, region]) => region ?? [])),
	};
}
