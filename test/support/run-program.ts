import {type ChildProcess, spawn} from 'node:child_process';
import path from 'node:path';

export type Run = {status: number | null; stdout: string; stderr: string};

const program = path.resolve(import.meta.dirname, '../../bin/sfn-fix.js');

type ExpressionScope = {
	stdin?: string;
	env?: Record<string, string | undefined>;
	cwd?: string;
	/** For a test that ends it half way. */
	onStart?(child: ChildProcess): void;
};

/** Runs the built program without a terminal. */
export function runProgram(
	args: string[],
	{stdin = '', env = {}, cwd, onStart}: ExpressionScope = {},
): Promise<Run> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [program, ...args], {
			env: withoutAwsSettings({...process.env, ...env}, env),
			...(cwd && {cwd}),
		});
		onStart?.(child);
		let stdout = '';
		let stderr = '';
		child.stdout.setEncoding('utf8').on('data', chunk => {
			stdout += chunk;
		});
		child.stderr.setEncoding('utf8').on('data', chunk => {
			stderr += chunk;
		});
		child.on('error', reject);
		child.on('close', status => resolve({status, stdout, stderr}));
		// A program that refuses its arguments is gone before it has read anything.
		child.stdin.on('error', () => {});
		child.stdin.end(stdin);
	});
}

/** What the developer's own shell is set to must not decide a test. */
function withoutAwsSettings(
	env: Record<string, string | undefined>,
	wanted: Record<string, string | undefined>,
): NodeJS.ProcessEnv {
	return {
		...Object.fromEntries(
			Object.entries(env).filter(([name]) => !/^AWS_/.test(name) || name in wanted),
		),
		AWS_EC2_METADATA_DISABLED: 'true',
		AWS_CONFIG_FILE: wanted.AWS_CONFIG_FILE ?? '/dev/null',
		AWS_SHARED_CREDENTIALS_FILE: wanted.AWS_SHARED_CREDENTIALS_FILE ?? '/dev/null',
		FORCE_COLOR: undefined,
		COLUMNS: undefined,
	};
}
