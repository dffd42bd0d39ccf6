import {open} from 'node:fs/promises';
import {type ExaminedFile, examineFile} from '../before-deployment/examine-file.ts';
import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {learnNames} from '../names/printed-names.ts';
import {deploymentJson} from '../output/json/deployment.ts';
import {printDeployment} from '../output/plain/deployment.ts';
import {sarifLog} from '../output/sarif.ts';
import type {Streams} from '../plain/streams.ts';
import {pageOf, printJson} from '../plain/streams.ts';
import {TemplateError} from '../template/document.ts';
import {version} from '../version.ts';
import {type CommandLine, type OptionName, type Options, ownOptions} from './options.ts';

const statuses: Record<ExaminedFile['verdict'], ExitStatus> = {
	healthy: exitStatus.healthy,
	'not-a-fault': exitStatus.healthy,
	problem: exitStatus.problem,
	'no-verdict': exitStatus.noVerdict,
};

/** A template of CloudFormation has at most 1 MB, a plan of Terraform can be larger. */
const largestFile = 64 * 1024 * 1024;

/** Checks a file before it is deployed. Asks AWS nothing and needs no credentials. */
export async function checkDefinition(
	{operands: [operand], options}: CommandLine,
	streams: Streams,
): Promise<ExitStatus> {
	refuseWhatNeedsAnAccount(operand, options);

	const {definition = ''} = options;
	const [file, ...policies] = await Promise.all(
		[definition, ...(options.policy ?? [])].map(async path => ({
			path: path === '-' ? 'stdin' : path,
			text: await textOf(path, streams),
		})),
	);
	const examined = await asUsage(
		examineFile({
			file: file ?? {path: definition, text: ''},
			policies,
			region: options.region ?? null,
			readFile: path => textOf(path, streams),
			now: Date.now,
		}),
	);

	learnNames(examined.machines);
	print(examined, options, streams);

	return statuses[examined.verdict];
}

function print(examined: ExaminedFile, options: Options, streams: Streams): void {
	if (options.sarif) {
		printJson(streams, sarifLog(examined, version));
	} else if (options.json) {
		printJson(streams, deploymentJson(examined));
	} else {
		printDeployment(pageOf(streams, options), examined);
	}
}

const ofAFile: readonly OptionName[] = ['definition', 'policy', 'sarif', 'json'];

function refuseWhatNeedsAnAccount(operand: string | undefined, options: Options): void {
	const foreign =
		ownOptions(options).find(name => !ofAFile.includes(name)) ??
		(['profile', 'endpoint-url'] as const).find(name => options[name] !== undefined);

	if (foreign !== undefined) {
		throw new UsageError(`--definition checks a file without an account: leave out --${foreign}.`);
	}

	if (operand !== undefined) {
		throw new UsageError(`--definition takes one file: check ${operand} with a separate command.`);
	}

	if ([options.definition, ...(options.policy ?? [])].filter(path => path === '-').length > 1) {
		throw new UsageError('Only one file can be - (standard input).');
	}

	if (options.json && options.sarif) {
		throw new UsageError('Choose --json or --sarif, not both.');
	}
}

async function textOf(path: string, {stdin}: Streams): Promise<string> {
	const bytes = path === '-' ? await bounded(stdin, 'Standard input') : await bytesOf(path);
	const text = decoded(bytes);

	if (text.includes('\0')) {
		throw new UsageError(
			`${path} is a binary file. Of a Terraform plan, check the output of: terraform show -json FILE`,
		);
	}

	learnNames(text);
	return text.replace(/^\uFEFF/, '');
}

/** PowerShell writes UTF-16 where output is redirected to a file. */
function decoded(bytes: Buffer): string {
	const [first, second] = bytes;

	if (first === 0xfe && second === 0xff && bytes.length % 2 === 0) {
		return bytes.swap16().toString('utf16le');
	}

	return first === 0xff && second === 0xfe ? bytes.toString('utf16le') : bytes.toString();
}

async function bytesOf(path: string): Promise<Buffer> {
	try {
		const file = await open(path);
		return await bounded(file.createReadStream(), path);
	} catch (error) {
		if (error instanceof UsageError) {
			throw error;
		}

		const {code = 'unknown error'} = error as NodeJS.ErrnoException;
		throw new UsageError(`${path} cannot be read: ${reasons[code] ?? code}.`);
	}
}

const reasons: Record<string, string> = {
	ENOENT: 'no such file',
	EISDIR: 'it is a folder. Name a file in it (of a CDK application cdk.out/STACK.template.json)',
	EACCES: 'permission denied',
	ENOTDIR: 'a part of its path is a file',
	ELOOP: 'its symbolic links form a loop',
};

/** A pipe or a device can go on without end. */
async function bounded(stream: AsyncIterable<Buffer | string>, name: string): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;

	for await (const chunk of stream) {
		const bytes = Buffer.from(chunk);
		size += bytes.length;
		chunks.push(bytes);

		if (size > largestFile) {
			throw new UsageError(`${name} is larger than 64 MB.`);
		}
	}

	return Buffer.concat(chunks);
}

async function asUsage<Value>(work: Promise<Value>): Promise<Value> {
	try {
		return await work;
	} catch (error) {
		throw error instanceof TemplateError ? new UsageError(error.message) : error;
	}
}
