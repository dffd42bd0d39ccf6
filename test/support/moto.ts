import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {createServer} from 'node:net';
import path from 'node:path';

/** moto_server is a Python program that plays AWS: https://docs.getmoto.org/en/latest/docs/server_mode.html */
export type Moto = {url: string; stop: () => Promise<void>};

let installed: boolean | undefined;

/** Looks once; where moto_server is absent, the reason for skipping is printed. */
export function motoIsInstalled(): boolean {
	if (installed === undefined) {
		const folders = (process.env.PATH ?? '').split(path.delimiter);
		installed = folders.some(folder => existsSync(path.join(folder, 'moto_server')));

		if (!installed) {
			console.warn('Skipped: moto_server is not on the PATH (pip install "moto[server]").');
		}
	}

	return installed;
}

/** A fresh moto_server on a free loopback port; null where it is not installed. */
export async function startMoto(): Promise<Moto | null> {
	if (!motoIsInstalled()) {
		return null;
	}

	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {stdio: 'ignore'});
	const ended = new Promise<void>(resolve => server.once('exit', () => resolve()));

	const kill = () => {
		server.kill();
	};

	const stop = async () => {
		kill();
		await ended;
		process.off('exit', kill);
	};

	process.once('exit', kill);

	try {
		await untilReady(url, server);
	} catch (error) {
		await stop();
		throw error;
	}

	return {url, stop};
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
	const deadline = Date.now() + 30_000;

	while (Date.now() < deadline) {
		if (server.exitCode !== null) {
			throw new Error(`moto_server ended by itself with exit status ${server.exitCode}.`);
		}

		if (await answers(url)) {
			return;
		}

		await new Promise(resolve => setTimeout(resolve, 100));
	}

	throw new Error(`moto_server did not answer at ${url} within 30 seconds.`);
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/moto-api/data.json`)).ok;
	} catch {
		return false;
	}
}

const freePort = () =>
	new Promise<number>((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			probe.close(() => resolve(port));
		});
	});
