import path from 'node:path';
import {parseArn} from '../aws/arn.ts';
import type {Verdict} from '../diagnosis/diagnose.ts';
import {isObject, member, parseJson} from '../json.ts';
import type {DeployedMachine, Deployment, Where} from '../template/deployment.ts';
import {readDocument, TemplateError} from '../template/document.ts';
import {
	type GivenFile,
	namedIn,
	readDefinition,
	readDeployment,
} from '../template/read-deployment.ts';
import {ownName} from '../template/unresolved.ts';
import {type ExaminedMachine, examine} from './examine.ts';
import {type GivenPolicy, givenPolicy, policyIn} from './given-policies.ts';

export type ExaminedFile = {
	path: string;
	format: Deployment['format'];
	/** In words, what was assumed. */
	assumptions: string[];
	machines: ExaminedMachine[];
	verdict: Verdict;
	/** Texts with `${Name}` in place of what only the deployment knows. */
	show(text: string): string;
};

type Wanted = {
	file: GivenFile;
	policies: readonly GivenFile[];
	region: string | null;
	/** The text of a file that a template names. */
	readFile(path: string): Promise<string>;
	now(): number;
};

/** Everything that a file tells about the state machines it deploys, without asking AWS. Throws TemplateError. */
export async function examineFile(wanted: Wanted): Promise<ExaminedFile> {
	try {
		return await examined(wanted);
	} catch (error) {
		if (error instanceof RangeError) {
			throw new TemplateError(`${wanted.file.path} nests too deeply, or is too large, to be read.`);
		}

		throw error;
	}
}

async function examined(wanted: Wanted): Promise<ExaminedFile> {
	const {file, readFile, now} = wanted;
	const given = wanted.policies.map(each => inFile(each.path, () => givenPolicy(each)));
	const where = whereOf(wanted, given);
	const deployment = inFile(file.path, () => readDeployment(file, where));
	const policies = given.map(policy =>
		inFile(policy.path, () => policyIn(policy, where, deployment.markers)),
	);

	if (deployment.machines.length === 0) {
		throw new TemplateError(`${file.path} is a ${deployment.format} without a state machine.`);
	}

	const withDefinition = async (machine: DeployedMachine): Promise<DeployedMachine> => {
		const {definition} = machine;

		if (!('substitutions' in definition)) {
			return machine;
		}

		const named = path.join(path.dirname(file.path), definition.file);
		const text = await readFile(named);
		return {
			...machine,
			definition: {
				...inFile(named, () => readDefinition(text, definition.substitutions)),
				positionAt: position => position,
				file: named,
			},
		};
	};
	const machines = await Promise.all(
		deployment.machines.map(async machine =>
			examine(await withDefinition(machine), {deployment, policies, now}),
		),
	);

	return {
		path: file.path,
		format: deployment.format,
		assumptions: [
			...deployment.assumptions,
			...assumedWhere(where),
			...(namesItself(machines, deployment)
				? [`${deployment.markers.of(ownName, 'open')} for the name of the state machine`]
				: []),
		],
		machines,
		verdict: worst(machines.map(({verdict}) => verdict)),
		show: deployment.markers.show,
	};
}

/**
 * The region and account that all the texts agree on, or else the policies; where they name several, none is assumed. A template that names
 * its own account or region by a pseudo parameter is deployed to any.
 */
function whereOf({file, region}: Wanted, given: readonly GivenPolicy[]): Where {
	const all = [file.text, ...given.map(({document}) => JSON.stringify(document))];
	const texts = all.map(text => without(text, isTested));
	const isTemplate = /(?:^|[\s{,])"?Resources"?\s*:/m.test(file.text);
	const {regions} = namedIn(texts.join('\n'));
	const accountsIn = (some: readonly string[]) =>
		namedIn(some.map(text => without(text, isOfAnotherRole)).join('\n')).accounts;
	const isAnywhere = isTemplate && /AWS::(?:Region|AccountId)/.test(file.text);
	const only = (values: Set<string>) =>
		values.size === 1 && !isAnywhere ? ([...values][0] ?? null) : null;
	const own = parseArn(String(member(parseJson(file.text), 'stateMachineArn')));

	return {
		region: region ?? only(regions),
		accountId: own?.accountId ?? only(accountsIn(texts)) ?? only(accountsIn(texts.slice(1))),
		// A policy can name resources of several partitions; the file that is deployed tells more.
		partition: onlyPartition(texts.slice(0, 1)) ?? onlyPartition(texts) ?? 'aws',
	};
}

function onlyPartition(texts: readonly string[]): string | null {
	const [only, ...others] = new Set(
		[...texts.join('\n').matchAll(/\barn:(aws(?:-[a-z-]{2,10})?):/g)].map(([, name]) => name ?? ''),
	);
	return others.length === 0 ? (only ?? null) : null;
}

/** An ARN in a condition is a value to test, not a location. */
const isTested = (value: unknown, key: string): boolean => key === 'Condition' && isObject(value);

/** A role that a state assumes, or names to whom it calls, can be of another account; a policy lets it into that role. */
const isOfAnotherRole = (value: unknown, key: string): boolean =>
	member(value, 'Credentials') !== undefined ||
	(typeof value === 'string' && value.includes('"Credentials"')) ||
	assumes.test(String(member(value, 'Resource'))) ||
	((isSent.test(key) || member(value, 'Type') === 'Pass') &&
		/:iam::\d{12}:role\//.test(JSON.stringify(value) ?? '')) ||
	(member(value, 'Effect') !== undefined &&
		[member(value, 'Action')].flat().some(action => /^sts:/i.test(String(action))));

const assumes = /:aws-sdk:(?:sts|lakeformation):assume/i;

/** Parameters that hold what is sent or kept, and no role that the service is handed. */
const isSent = /^(?:Payload|Input|Detail|Items?|Body|RequestBody|Message|MessageBody)(?:\.\$)?$/;

/** What is left of a text without such parts, in the documents that it holds as texts as well. */
function without(text: string, isLeftOut: (value: unknown, key: string) => boolean): string {
	try {
		return JSON.stringify(readDocument(text).value, (key, value: unknown) => {
			const isDocument = typeof value === 'string' && value.startsWith('{');
			const read = isDocument ? (parseJson(value) ?? value) : value;

			return isLeftOut(read, key) ? undefined : read;
		});
	} catch (error) {
		if (error instanceof TemplateError) {
			return text;
		}

		throw error;
	}
}

const namesItself = (machines: readonly ExaminedMachine[], {markers}: Deployment): boolean =>
	JSON.stringify(machines.map(({checks, needed, missing}) => ({checks, needed, missing}))).includes(
		markers.of(ownName, 'open'),
	);

const assumedWhere = ({region, accountId}: Where): string[] => [
	...(accountId === null ? [] : [`account ${accountId}`]),
	...(region === null ? [] : [`region ${region}`]),
];

function inFile<Value>(name: string, read: () => Value): Value {
	try {
		return read();
	} catch (error) {
		if (error instanceof TemplateError) {
			throw new TemplateError(error.message.replace(/^The file\b/, name), error.position);
		}

		throw error;
	}
}

const order: readonly Verdict[] = ['problem', 'no-verdict', 'not-a-fault', 'healthy'];

const worst = (verdicts: readonly Verdict[]): Verdict =>
	order.find(verdict => verdicts.includes(verdict)) ?? 'no-verdict';
