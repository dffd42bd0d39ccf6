import {shellQuote} from '../aws/shell-quote.ts';
import {changeId} from '../changes/change-id.ts';
import {type PatchFormat, patchFormats} from '../changes/patch-for-tool.ts';
import type {Plan} from '../changes/plan.ts';
import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {runByFlags} from '../plain/answer-by-flags.ts';
import {ask} from '../plain/prompt.ts';
import {canAsk, pageOf, printJson, type Streams, tellOn} from '../plain/streams.ts';
import type {WritesOff} from '../run/services.ts';
import type {RunState} from '../run/state.ts';
import {timeOf} from '../text.ts';
import {openRun, withPracticeDefaults, writesOffOf} from './open-run.ts';
import type {CommandLine, Options} from './options.ts';
import {readPlan, refuseElsewhere, refuseMixed, writePlan} from './plan-file.ts';
import {reportJson} from './report.ts';
import {withReport} from './report-file.ts';

/** Checks, shows the changes, applies them after a yes, and verifies them. */
export async function fix(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {options} = commandLine;
	const {json = false, yes = false, retry = false} = options;
	refuseMixed(commandLine);
	const applied = options.apply === undefined ? null : await readPlan(options.apply, options);
	const told = applied ? commandLineOf(applied, commandLine) : commandLine;
	const opened = await openRun(
		applied ? told : await withPracticeDefaults(told),
		streams,
		{
			isInteractive: false,
			writesOff: writesOffOfFix(options, streams),
			remedies: options.remedy ?? [],
			patch: patchFormatOf(options.patch),
			plan: applied,
		},
		{
			refuseSession: session => applied && refuseElsewhere(options.apply ?? '', applied, session),
		},
	);
	const {run, session} = opened;
	const {state, status} = await withReport(options.report, opened, streams, async () =>
		runByFlags(run, {
			page: json ? null : pageOf(streams, options),
			flags: {yes, retry, canAsk: !yes && !json && canAsk(streams)},
			ask: question => ask(question, streams),
		}),
	);
	const planned = options.plan === undefined ? null : await writePlan(options.plan, state, session);

	if (json) {
		const file = options.plan ?? options.apply;
		const plan = planned ?? applied;
		const {createdAt, expiresAt} = plan ?? {};
		printJson(streams, {
			...(await reportJson(state, session)),
			plan: plan && {file, createdAt, expiresAt},
			patches: patchesOf(state),
		});
	} else if (planned && options.plan !== undefined) {
		const page = pageOf(streams, options);
		page.heading(
			`The plan is in ${options.plan} (valid until ${timeOf(planned.expiresAt)}). To apply it:`,
		);
		page.verbatim(applyCommand(options.plan, planned), '  ');
	}

	if (options.plan !== undefined && planned === null) {
		const why = state.changes.length > 0 ? 'a change cannot be made' : 'there is no change to make';
		tellOn(streams)(`no plan was written, because ${why}.`);
	}

	if (status === exitStatus.usage) {
		tellOn(streams)('nothing was written. To apply the changes shown, add --yes.');
	}

	return status;
}

/** Without a terminal, --patch alone only prints the patch. */
function writesOffOfFix(options: Options, streams: Streams): WritesOff | null {
	const writesOff = options.plan === undefined ? writesOffOf(options, streams) : 'planning';
	return writesOff === 'cannot-ask' && options.patch !== undefined ? 'patch-only' : writesOff;
}

/** The subject and the failure that the plan was made on. */
function commandLineOf(plan: Plan, {command, options}: CommandLine): CommandLine {
	const {stateMachineArn, executionArn, roleArn, logGroupArn} = plan.subject;

	return {
		command,
		operands: [executionArn ?? stateMachineArn ?? []].flat(),
		options: {
			...options,
			region: plan.region,
			...(roleArn !== null && {role: roleArn}),
			...(logGroupArn !== null && {'log-group': logGroupArn}),
			...(plan.flow !== null && {flow: plan.flow}),
			...(plan.error !== null && {error: plan.error}),
		},
	};
}

const applyCommand = (path: string, {practice, endpointUrl, region}: Plan): string =>
	[
		'sfn-fix',
		'fix',
		'--apply',
		path,
		...(practice === null ? ['--region', region] : ['--practice', practice]),
		...(endpointUrl === null ? [] : ['--endpoint-url', endpointUrl]),
	]
		.map(shellQuote)
		.join(' ');

/** Throws UsageError. */
function patchFormatOf(name: string | undefined): PatchFormat | null {
	const format = patchFormats.find(known => known === name) ?? null;

	if (name !== undefined && format === null) {
		throw new UsageError(
			`Unknown patch format ${JSON.stringify(name)}: use one of ${patchFormats.join(', ')}.`,
		);
	}

	return format;
}

const patchesOf = ({changes, settings: {patch: format}}: RunState) =>
	format === null
		? []
		: changes.map(({shown: {change, patch}}) => ({
				changeId: changeId(change),
				format,
				patch: patch?.patch ?? null,
			}));
