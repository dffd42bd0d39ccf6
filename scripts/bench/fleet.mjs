/*
 * check --all on 1,000 generated state machines of the practice account, with the real clients and AWS's rates, under a
 * virtual clock: calls by operation, time against the time that the rates allow, memory, killed half way and resumed.
 *
 *   node --expose-gc scripts/bench/fleet.mjs [COUNT]
 */
import path from 'node:path';
import process from 'node:process';
import {load} from './load.mjs';

const root = path.join(import.meta.dirname, '../..');
const count = Number(process.argv[2] ?? 1000);
const {practiceFleet} = await load('test/fleet/practice-fleet.ts', root);

const operation = request =>
	request.startsWith(' ')
		? (/Action=(\w+)/.exec(request)?.[1] ?? '?')
		: request.split(' ')[0].split('.').at(-1);
const seconds = milliseconds => `${(milliseconds / 1000).toFixed(1)} s`;
const started = process.cpuUsage();
const run = await practiceFleet({count});
const cpu = process.cpuUsage(started);
const calls = Object.groupBy
	? Object.groupBy(run.requests, operation)
	: run.requests.reduce((all, request) => {
			all[operation(request)] ??= [];
			all[operation(request)].push(request);
			return all;
		}, {});
const repeated = run.requests.length - new Set(run.requests).size;
const verdicts = {};

for (const {verdict} of run.results) {
	verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
}

console.log(`${count} state machines: ${JSON.stringify(verdicts)}`);

for (const [name, requests] of Object.entries(calls).sort((a, b) => b[1].length - a[1].length)) {
	console.log(`  ${name.padEnd(28)} ${String(requests.length).padStart(6)}`);
}

console.log(`requests made twice: ${repeated}`);
console.log(
	`time at AWS's rates: ${seconds(run.took)}; the rates allow ${seconds(run.allowed)}; ratio ${(run.took / run.allowed).toFixed(2)} (budget 1.20)`,
);
console.log(`CPU: ${seconds((cpu.user + cpu.system) / 1000)}`);
console.log(
	`heap after every hundredth: ${run.heap.map(bytes => `${Math.round(bytes / 1e6)}`).join(' ')} MB`,
);
console.log(
	`peak resident memory, the practice account and its clock included: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB (budget 150)`,
);

const half = await practiceFleet({count, killedAfter: Math.round(run.requests.length / 2)});
const rest = await practiceFleet({count, from: half.state});
const answered = new Set(half.answered.filter(request => !request.includes('ListStateMachines')));
const again = rest.requests.filter(request => answered.has(request));

console.log(
	`killed after ${half.answered.length} answers, resumed with ${rest.requests.length} requests: ${rest.results.length} state machines, ${again.length} read again`,
);
