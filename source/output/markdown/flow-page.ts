import type {Check} from '../../diagnosis/check.ts';
import type {Flow} from '../../diagnosis/flow.ts';
import {noFacts} from '../../incident/facts.ts';

/** The page of one known failure, which a search engine finds by the words of the error. */
export function flowPage(flow: Flow, checks: readonly Check[]): string {
	return [
		`# ${flow.title}`,
		`<!-- Written by npm run docs from flows/${flow.id}.ts: edit that instead. -->`,
		`Flow id: \`${flow.id}\`. Ask sfn-fix about a text of your own with \`sfn-fix triage\`, or run \`sfn-fix check <state machine> --flow ${flow.id}\` to have the account looked at.`,
		...(flow.examples.length > 0
			? ['## What you see', ...flow.examples.map(example => fenced(example))]
			: []),
		'## What it means',
		...flow.explanation(noFacts),
		'## What to do',
		numbered(flow.nextSteps(noFacts)),
		...(checks.length > 0
			? ['## What sfn-fix checks', bulleted(checks.map(({title}) => title))]
			: []),
		'## Read more',
		bulleted(flow.references.map(({title, url}) => `[${title}](${url})`)),
	]
		.join('\n\n')
		.concat('\n');
}

/** The list of all pages. */
export const flowIndexPage = (flows: readonly Flow[]): string =>
	[
		'# The known failures',
		'<!-- Written by npm run docs from flows/: edit those instead. -->',
		'In order of precedence: where a text fits several equally well, the first counts.',
		bulleted(flows.map(({id, title}) => `[${title}](${id}.md) (\`${id}\`)`)),
	]
		.join('\n\n')
		.concat('\n');

const fenced = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;
const bulleted = (items: readonly string[]): string => items.map(item => `- ${item}`).join('\n');
const numbered = (items: readonly string[]): string =>
	items.map((item, index) => `${index + 1}. ${item}`).join('\n');
