import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {fitFlows, readText} from '../incident/understand.ts';
import {learnNames} from '../names/printed-names.ts';
import {printIncident, printNextSteps, printReferences} from '../output/plain/incident.ts';
import {pageOf, printJson, type Streams} from '../plain/streams.ts';
import {readAll, readTextFile} from './error-text.ts';
import {likelyFlows} from './likely-flows.ts';
import type {CommandLine} from './options.ts';

/** Says what an error means: offline, at once, without credentials. */
export async function triage(
	{operands, options}: CommandLine,
	streams: Streams,
): Promise<ExitStatus> {
	const text = await textToTriage(operands[0], options.file, streams);
	learnNames(text);
	const reading = readText(text);
	const flows = await likelyFlows(reading);
	const incident = fitFlows(reading, flows);
	const [flow = null, ...others] = incident.matches.flatMap(
		match => flows.find(({id}) => id === match.flow) ?? [],
	);

	if (options.json) {
		const {triageJson} = await import('../output/json/triage.ts');
		printJson(streams, triageJson(incident, flows));
	} else {
		const page = pageOf(streams, options);
		printIncident(page, incident, flow, others);
		printNextSteps(page, flow?.nextSteps(incident.facts, incident.text) ?? []);
		printReferences(page, flow?.references ?? []);
	}

	return flow ? exitStatus.healthy : exitStatus.problem;
}

async function textToTriage(
	operand: string | undefined,
	file: string | undefined,
	{stdin}: Streams,
): Promise<string> {
	if (operand !== undefined && file !== undefined) {
		throw new UsageError('Give the text as an argument or with --file, not both.');
	}

	const text = await givenText(operand, file, stdin);

	if (text.trim() === '') {
		throw new UsageError('The text is empty: pipe the whole error message into sfn-fix triage.');
	}

	return text;
}

async function givenText(
	operand: string | undefined,
	file: string | undefined,
	stdin: Streams['stdin'],
) {
	if (file !== undefined) {
		return readTextFile(file);
	}

	if (operand !== undefined && operand !== '-') {
		return operand;
	}

	if (operand === undefined && stdin.isTTY) {
		throw new UsageError(
			'No text given. Pipe it in (pbpaste | sfn-fix triage), use --file PATH, or run sfn-fix triage - and paste it, then press Ctrl-D.',
		);
	}

	return readAll(stdin);
}
