import {isObject, type JsonObject, member, parseJson} from '../json.ts';
import {deploymentUnsettled} from '../policy/open-parts.ts';
import {parsePolicy} from '../policy/parse.ts';
import {PolicySyntaxError} from '../policy/syntax.ts';
import {type DeployedPolicy, emptyPolicy} from './deployment.ts';

/** A policy document as the file gives it: statements that it leaves open are left out and said to be unknown. */
export function documentOf(
	value: unknown,
): Pick<DeployedPolicy, 'document' | 'unknown'> & {fault?: string} {
	if (!isObject(value)) {
		return {document: emptyPolicy, unknown: 'its statements are known only at deployment'};
	}

	const refused = refusedOfRoles(value);

	if (refused !== null) {
		return {document: emptyPolicy, unknown: `AWS refuses it: ${refused}`, fault: refused};
	}

	const statements = member(value, 'Statement');
	const all = (Array.isArray(statements) ? statements : [statements]).map(plainStatement);
	const known = all.filter(isObject);
	const document = JSON.stringify({...value, Statement: known});
	const left = all.length - known.length;

	try {
		parsePolicy(document);
	} catch (error) {
		if (error instanceof PolicySyntaxError) {
			const fault = error.message.replace(/\.$/, '');
			return {document: emptyPolicy, unknown: `it cannot be read: ${fault}`, fault};
		}

		throw error;
	}

	return {
		document,
		unknown: left > 0 ? `${left} of its statements are known only at deployment` : null,
	};
}

/** What AWS refuses a policy of a role for, although what it grants could be read. */
function refusedOfRoles(document: JsonObject): string | null {
	const {Version: version} = document;
	const twice = [document.Statement]
		.flat()
		.flatMap(statement =>
			['Action', 'Resource'].filter(
				name =>
					member(statement, name) !== undefined && member(statement, `Not${name}`) !== undefined,
			),
		);

	if (typeof version === 'string' && !/^(?:2012-10-17|2008-10-17)$|__open\d/.test(version)) {
		return `Version ${version} does not exist`;
	}

	return twice.length > 0 ? `a statement has both ${twice[0]} and Not${twice[0]}` : null;
}

const tracing = [
	'xray:PutTraceSegments',
	'xray:PutTelemetryRecords',
	'xray:GetSamplingRules',
	'xray:GetSamplingTargets',
	'xray:GetSamplingStatisticSummaries',
];

/**
 * What AWS-managed policies grant on every resource, of those that roles of state machines have most.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const ofAws: Record<string, string[]> = {
	AdministratorAccess: ['*'],
	AWSLambdaRole: ['lambda:InvokeFunction'],
	AWSXRayDaemonWriteAccess: tracing,
	AWSXrayWriteOnlyAccess: tracing,
};

/** `document`: its statements, where the file holds them. */
export function managedPolicy(
	arn: string,
	as: 'attached' | 'boundary',
	document: unknown,
): DeployedPolicy {
	const isAws = arn.includes(':iam::aws:policy/');
	const name = arn.slice(arn.lastIndexOf('/') + 1);
	const actions = isAws && Object.hasOwn(ofAws, name) ? ofAws[name] : undefined;
	const known = actions
		? {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: actions, Resource: '*'}]}
		: document;

	return {
		kind: as === 'boundary' ? 'boundary' : isAws ? 'aws-managed' : 'customer-managed',
		name,
		arn,
		...(known === null
			? {
					document: emptyPolicy,
					unknown: `the text of the ${isAws ? 'AWS-managed ' : ''}policy ${name} is not in the file`,
				}
			: documentOf(known)),
	};
}

/**
 * A policy of which the file does not tell whether the role gets it. Each statement then depends on something that is
 * not known.
 */
export function onlyPerhaps(policy: DeployedPolicy): DeployedPolicy {
	const document = parseJson(policy.document);
	const open = {'ForAnyValue:BoolIfExists': {[deploymentUnsettled]: 'true'}};

	return {
		...policy,
		document: JSON.stringify({
			...(isObject(document) && document),
			Statement: [member(document, 'Statement') ?? []].flat().map(statement => ({
				...(isObject(statement) && statement),
				Condition: {...Object(member(statement, 'Condition')), ...open},
			})),
		}),
	};
}

/** A list that an intrinsic makes inside a list is one list. */
const flat = (value: unknown): unknown =>
	Array.isArray(value) ? value.flat(3).map(scalar) : scalar(value);

const scalar = (value: unknown): unknown => (isObject(value) ? JSON.stringify(value) : value);

function plainStatement(value: unknown): unknown {
	if (!isObject(value)) {
		return value;
	}

	return Object.fromEntries(
		Object.entries(value).map(([name, field]) => [
			name,
			/^(Not)?(Action|Resource)$/.test(name) ? flat(field) : field,
		]),
	);
}
