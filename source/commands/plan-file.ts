import {existsSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {shellQuote} from '../aws/shell-quote.ts';
import {cliCommand} from '../changes/cli-command.ts';
import {targetOf} from '../changes/describe-change.ts';
import {type Plan, parsePlan, planMilliseconds, planText} from '../changes/plan.ts';
import {UsageError} from '../errors.ts';
import {detailTexts} from '../output/details.ts';
import {sanitiseLine} from '../output/sanitise.ts';
import type {Session} from '../run/session.ts';
import type {RunState} from '../run/state.ts';
import {timeOf} from '../text.ts';
import {readTextFile} from './error-text.ts';
import type {CommandLine, Options} from './options.ts';

/** What belongs to the examination, which a plan has behind it, and what only makes sense with one of the two. */
const foreign = {
	plan: ['redact', 'yes', 'retry', 'dry-run', 'read-only'],
	apply: ['error', 'error-file', 'flow', 'role', 'log-group', 'remedy'],
} as const;

/** Throws UsageError. */
export function refuseMixed({operands, options}: CommandLine): void {
	if (options.plan !== undefined && options.apply !== undefined) {
		throw new UsageError('Use --plan to write a plan or --apply to apply one, not both.');
	}

	if (options.yes && options['dry-run']) {
		throw new UsageError('Use --dry-run to show the changes or --yes to write them, not both.');
	}

	for (const mode of ['plan', 'apply'] as const) {
		const mixed = foreign[mode].find(name => options[name] !== undefined);

		if (options[mode] !== undefined && mixed) {
			throw new UsageError(`--${mixed} cannot be used with --${mode}.`);
		}
	}

	if (options.apply !== undefined && operands.length > 0) {
		throw new UsageError('The plan names the state machine: --apply takes no other one.');
	}

	if (options.plan !== undefined && existsSync(options.plan)) {
		throw new UsageError(existing(options.plan));
	}
}

const existing = (path: string): string =>
	`${path} already exists, and a plan is never overwritten. Choose another name, or delete it.`;

/** Of the changes that this run showed; null where it showed none. Throws UsageError where the file cannot be written. */
export async function writePlan(
	path: string,
	state: RunState,
	session: Session,
): Promise<Plan | null> {
	const plan = planOf(state, session);

	if (plan === null) {
		return null;
	}

	try {
		await writeFile(path, planText(plan), {flag: 'wx', mode: 0o600});
	} catch (error) {
		const {code = 'unknown error'} = error as NodeJS.ErrnoException;
		throw new UsageError(
			code === 'EEXIST' ? existing(path) : `The plan ${path} cannot be written: ${code}.`,
		);
	}

	return plan;
}

function planOf(
	{changes, choice, diagnosis, reading, settings}: RunState,
	{clock, identity, location, practice}: Session,
): Plan | null {
	const {partition, region, accountId} = identity;
	const ids = changes.flatMap(({shown}) => shown.remedyIds);
	const isPlanned = changes.length > 0 && changes.every(({message}) => message === null);

	if (choice === null || diagnosis === null || !isPlanned) {
		return null;
	}

	return {
		createdAt: new Date(clock.now()).toISOString(),
		expiresAt: new Date(clock.now() + planMilliseconds).toISOString(),
		createdBy: identity.arn,
		partition,
		accountId,
		region,
		endpointUrl: location.endpointUrl,
		practice: practice?.id ?? null,
		subject: choice,
		flow: reading?.flow.id ?? null,
		error: settings.text,
		evidence: diagnosis.checks
			.filter(({outcome}) => outcome !== 'ok')
			.map(answered => ({
				id: answered.id,
				title: answered.title,
				outcome: answered.outcome,
				evidence: answered.evidence,
				answer: answered.answer,
				details: detailTexts(answered, location),
			})),
		remedies: diagnosis.remedies
			.filter(({id}) => ids.includes(id))
			.map(({id, title, why, widens}) => ({id, title, why, widens})),
		changes: changes.map(({shown: {change, remedyIds}}) => ({
			remedyIds,
			target: targetOf(change),
			command: cliCommand(change, location),
			change,
		})),
	};
}

const newPlan = (target: string, path: string): string =>
	['sfn-fix', 'fix', target, '--plan', path].map(shellQuote).join(' ');

/** Throws UsageError where it cannot be applied at all: damaged, expired, or made for another place. */
export async function readPlan(path: string, options: Options): Promise<Plan> {
	const read = parsePlan(await readTextFile(path));

	if (read.kind === 'unusable') {
		throw new UsageError(`${path} ${read.why}. Make a new plan: ${newPlan('NAME', path)}.`);
	}

	const {plan} = read;
	const {subject} = plan;

	if (Date.parse(plan.expiresAt) <= Date.now()) {
		throw new UsageError(
			`${path} expired at ${timeOf(plan.expiresAt)}. Make a new plan: ${newPlan(subject.executionArn ?? subject.stateMachineArn ?? 'NAME', path)}.`,
		);
	}

	if (plan.practice !== (options.practice ?? null)) {
		throw new UsageError(
			plan.practice === null
				? `${path} was made for AWS and cannot be applied to the practice account.`
				: `${path} was made for the practice account: apply it with --practice ${sanitiseLine(plan.practice)}.`,
		);
	}

	if (options.region !== undefined && options.region !== plan.region) {
		throw new UsageError(
			`${path} is for region ${sanitiseLine(plan.region)}, and --region says ${options.region}.`,
		);
	}

	return plan;
}

/** Throws UsageError where the credentials lead elsewhere. */
export function refuseElsewhere(path: string, plan: Plan, {identity, location}: Session): void {
	const {partition, accountId, region} = identity;
	const isHere =
		plan.partition === partition && plan.accountId === accountId && plan.region === region;

	if (!isHere) {
		throw new UsageError(
			`${path} is for account ${plan.accountId}, region ${plan.region} (partition ${plan.partition}), but your credentials are for account ${accountId}, region ${region} (partition ${partition}).`,
		);
	}

	if (plan.endpointUrl !== location.endpointUrl) {
		throw new UsageError(
			`${path} was made at ${plan.endpointUrl ?? 'the endpoints of AWS'}, but this run uses ${location.endpointUrl ?? 'the endpoints of AWS'}: use the same --endpoint-url.`,
		);
	}
}
