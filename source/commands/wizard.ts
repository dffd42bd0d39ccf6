import {flows} from '../../flows/index.ts';
import {noFacts} from '../incident/facts.ts';
import type {Target} from '../incident/target.ts';
import {understand} from '../incident/understand.ts';
import type {Scenario} from '../practice/scenario.ts';
import {errorText} from './error-text.ts';
import type {ExitStatus} from './exit-status.ts';
import {findFlow} from './flows.ts';
import type {CommandLine} from './options.ts';
import {plainWizard} from './plain-wizard.ts';
import {logGroupArnOf, regionOf, roleArnOf, settleTarget} from './resolve-subject.ts';
import {openSession, type Session} from './session.ts';
import {canAsk, type Streams} from './streams.ts';
import {UsageError} from './usage-error.ts';
import {wizardServices} from './wizard-services.ts';

/** The wizard: asks what is failing, checks it live, and mends it after a yes. */
export async function wizard(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	if (!canAsk(streams)) {
		throw new UsageError(
			'The wizard needs a terminal on both standard input and output. Without one: sfn-fix triage reads a text, sfn-fix check NAME looks, sfn-fix fix NAME --yes writes.',
		);
	}

	if (commandLine.options.plain) {
		return plainWizard(commandLine, streams);
	}

	const {
		operands: [operand],
		options,
	} = commandLine;
	const text = await errorText(options, streams);
	const flow = options.flow === undefined ? null : findFlow(options.flow);
	const named = operand === undefined ? null : settleTarget(operand, noFacts);
	const target = named ?? targetOfText(text);
	const session = await announced('Asking AWS who you are …', streams, () =>
		openSession(options, regionOf(target)),
	);
	// A line on standard error would tear the screen.
	session.waits.tell = () => {};
	const {runWizard} = await import('../wizard/run-wizard.tsx');

	return runWizard(wizardServices(session), {
		...presets(session, target, text),
		...(options.role && {roleArn: roleArnOf(options.role, session.identity)}),
		...(options['log-group'] && {
			logGroupArn: logGroupArnOf(options['log-group'], session.identity),
		}),
		...(options['no-color'] && {colour: false}),
		location: session.location,
		readOnly: session.readOnly,
		flow: flow?.id ?? null,
	});
}

/** Credentials can take seconds to be had: a line stands there meanwhile, and goes when they are. */
async function announced<Result>(
	line: string,
	{stdout}: Streams,
	work: () => Promise<Result>,
): Promise<Result> {
	stdout.write(line);

	try {
		return await work();
	} finally {
		stdout.write(`\r${' '.repeat(line.length)}\r`);
	}
}

const targetOfText = (text: string | null): Target | null =>
	text === null ? null : settleTarget(undefined, understand(text, flows).facts);

/** On the practice account the scenario brings the error; whom it concerns is picked as in earnest. */
function presets({practice}: Session, target: Target | null, text: string | null) {
	if (!practice) {
		return {target, text, practice: null};
	}

	const {title, story, paste} = practice;

	return {
		target,
		text: text ?? paste,
		practice: {title, story: `${story} ${whatToPick(practice)}`},
	};
}

const whatToPick = ({target, role, logGroup}: Scenario): string =>
	target === null
		? `The state machine does not exist yet: its role is ${role}, its log group ${logGroup}.`
		: `The state machine is ${target}.`;
