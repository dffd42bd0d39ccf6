import {flows as allFlows} from '../../flows/index.ts';
import {type Flow, loadChecks} from '../diagnosis/flow.ts';
import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {noFacts} from '../incident/facts.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {printNextSteps, printReferences} from '../output/plain/incident.ts';
import {pageOf, printJson, type Streams} from '../plain/streams.ts';
import {didYouMean, nearestNames} from '../spelling.ts';
import type {CommandLine} from './options.ts';

/** The known failures, or one of them in full. */
export async function flows(
	{operands: [id], options}: CommandLine,
	streams: Streams,
): Promise<ExitStatus> {
	const chosen = id === undefined ? allFlows : [findFlow(id)];

	if (options.json) {
		printJson(streams, {schemaVersion, flows: await Promise.all(chosen.map(flowJson))});
		return exitStatus.healthy;
	}

	const page = pageOf(streams, options);

	if (id === undefined) {
		const width = Math.max(...allFlows.map(flow => flow.id.length));

		for (const flow of allFlows) {
			page.item(`${flow.id.padEnd(width)} `, flow.title);
		}
	} else {
		await printFlow(page, findFlow(id));
	}

	return exitStatus.healthy;
}

/** Throws UsageError for an id that is no flow's. */
export function findFlow(id: string) {
	const flow = allFlows.find(candidate => candidate.id === id);

	if (!flow) {
		throw new UsageError(
			didYouMean(
				`Unknown flow ${JSON.stringify(id)}.`,
				nearestNames(
					id,
					allFlows.map(candidate => candidate.id),
				),
				'sfn-fix flows lists them.',
			),
		);
	}

	return flow;
}

async function printFlow(page: ReturnType<typeof pageOf>, flow: Flow): Promise<void> {
	const checks = await loadChecks(flow.checks());

	page.line(page.style('bold', flow.title));

	for (const paragraph of flow.explanation(noFacts)) {
		page.gap();
		page.paragraph(paragraph);
	}

	if (checks.length > 0) {
		page.heading('What is checked');

		for (const {title} of checks) {
			page.item('-', title, '  ');
		}
	}

	printNextSteps(page, flow.nextSteps(noFacts));
	printReferences(page, flow.references);
}

const flowJson = async (flow: Flow) => ({
	id: flow.id,
	title: flow.title,
	explanation: flow.explanation(noFacts).join('\n\n'),
	nextSteps: flow.nextSteps(noFacts),
	checks: (await loadChecks(flow.checks())).map(({id, title}) => ({id, title, question: title})),
	references: flow.references,
});
