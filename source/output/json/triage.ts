import type {Flow} from '../../diagnosis/flow.ts';
import type {Incident} from '../../incident/incident.ts';
import {schemaVersion} from './schema-version.ts';

/** `schema/triage.schema.json` */
export function triageJson({facts, matches, text}: Incident, flows: readonly Flow[]) {
	const [match, ...others] = matches;
	const flow = flows.find(({id}) => id === match?.flow);

	return {
		schemaVersion,
		recognised: flow !== undefined,
		flow: flow?.id ?? null,
		title: flow?.title ?? null,
		confidence: match?.confidence ?? null,
		alternatives: others.map(other => ({flow: other.flow, confidence: other.confidence})),
		facts,
		quoted: match?.quoted ?? [],
		explanation: flow?.explanation(facts, text).join('\n\n') ?? '',
		nextSteps: flow?.nextSteps(facts, text) ?? [],
		references: flow?.references ?? [],
	};
}
