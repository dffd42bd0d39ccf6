import type {Check} from '../../diagnosis/check.ts';
import type {Flow} from '../../diagnosis/flow.ts';
import {noFacts} from '../../incident/facts.ts';
import {understand} from '../../incident/understand.ts';

/** The page of one known failure, which a search engine finds by the words of the error. */
export function flowPage(flow: Flow, checks: readonly Check[]): string {
	return page([
		`# ${flow.message ? `${flow.message}: ${startingSmall(flow.title)}` : flow.title}`,
		`<!-- Written by npm run docs from flows/${flow.id}.ts: edit that instead. -->`,
		`Flow ID: \`${flow.id}\`. To see what your own text means, run \`sfn-fix triage\`. To check the account, run \`sfn-fix check NAME --flow ${flow.id}\`.`,
		...(flow.examples.length > 0
			? ['## What you see', ...flow.examples.map(example => fenced('text', example))]
			: []),
		'## What it means',
		...flow.explanation(noFacts),
		'## What to do',
		numbered(flow.nextSteps(noFacts)),
		...(flow.snippet
			? ['## To copy', `${flow.snippet.says}:`, fenced(flow.snippet.language, flow.snippet.code)]
			: []),
		...(flow.lookalikes && flow.lookalikes.length > 0
			? [
					'## What looks like it and is not',
					...flow.lookalikes.flatMap(({text, is, flow: other}) => [
						`This is ${is}${other ? ` ([${other}](${other}.md))` : ''}:`,
						fenced('text', text),
					]),
				]
			: []),
		...(checks.length > 0
			? ['## What sfn-fix checks', bulleted(checks.map(({title}) => title))]
			: []),
		'## Read more',
		bulleted(flow.references.map(({title, url}) => `[${title}](${url})`)),
	]);
}

/** An error by its own name, with what it means and the flow that deals with it. */
export type ErrorName = {name: string; flow: string; means: string; example: string};

/** One page for each error name: people search for it alone. */
export function errorPage(
	{name, flow: id, means, example}: ErrorName,
	flows: readonly Flow[],
): string {
	const flow = flows.find(other => other.id === id);
	const {facts, text} = understand(example, flows);

	return page([
		`# ${name}`,
		'<!-- Written by npm run docs from flows/common/error-names.json: edit that instead. -->',
		means,
		fenced('text', example),
		'## What to do',
		numbered(flow?.nextSteps(facts, text) ?? []),
		`More about it: [${flow?.title ?? id}](../${id}.md). To see what your own text means, run \`sfn-fix triage\`.`,
	]);
}

/** `States.Timeout` as a file's name. */
export const errorFile = (name: string): string => `${name.replace(/[^\w.-]/g, '-')}.md`;

/** The list of all pages. */
export const flowIndexPage = (flows: readonly Flow[], names: readonly ErrorName[] = []): string =>
	page([
		'# The known failures',
		'<!-- Written by npm run docs from flows/: edit those instead. -->',
		'In order of precedence: where a text fits several equally well, the first counts.',
		bulleted(flows.map(({id, title}) => `[${title}](${id}.md) (\`${id}\`)`)),
		...(names.length > 0
			? [
					'## By the name of the error',
					bulleted(
						names.map(({name, flow}) => `[${name}](errors/${errorFile(name)}) (\`${flow}\`)`),
					),
				]
			: []),
	]);

const page = (parts: readonly string[]): string => `${parts.join('\n\n')}\n`;

/** Within a heading; names that are written in capitals keep them. */
const startingSmall = (title: string): string =>
	/^(?:Step Functions|CloudWatch|Express|A KMS|ECS|[A-Z]{2})/.test(title)
		? title
		: title.slice(0, 1).toLowerCase() + title.slice(1);

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
const bulleted = (items: readonly string[]): string => items.map(item => `- ${item}`).join('\n');
const numbered = (items: readonly string[]): string =>
	items.map((item, index) => `${index + 1}. ${item}`).join('\n');
