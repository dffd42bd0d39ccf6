#!/usr/bin/env node
import {existsSync} from 'node:fs';
import module from 'node:module';

const [major] = process.versions.node.split('.').map(Number);

if (major < 20) {
	process.stderr.write(
		`sfn-fix needs Node.js 20 or later; this is ${process.version}. Install a newer one from https://nodejs.org and run it again.\n`,
	);
	process.exit(2);
}

// A bundle that holds triage alone, since nothing else is to start as fast. What replaces names is not in it.
const alone = process.argv[2] === 'triage' && !process.argv.includes('--redact');
const bundle = alone ? 'triage' : 'cli';
const program = new URL(`../dist/${bundle}.js`, import.meta.url);

if (!existsSync(program)) {
	process.stderr.write('sfn-fix is not built yet: run npm ci && npm run build first.\n');
	process.exit(2);
}

// The SDK prints ten lines about Node's support dates into the terminal unless told not to.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
module.enableCompileCache?.();
await import(program);
