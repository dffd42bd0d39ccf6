import {readFileSync} from 'node:fs';
import {kinds} from './kinds.ts';
import {literals} from './literals.ts';

/** One labelled text. `flow` null: not about Step Functions. Any of `alternatives` is right as well. */
export type Labelled = {
	id: string;
	text: string;
	flow: string | null;
	alternatives?: string[];
	principal?: string;
	action?: string;
	resource?: string;
	requestId?: string;
	authorizationId?: string;
	denial?: {kind: string; policyType: string | null; policyArn: string | null};
	/** The role of the state machine at hand, where it is known. */
	roleArn?: string;
};

const read = (name: string): Labelled[] =>
	readFileSync(new URL(name, import.meta.url), 'utf8')
		.split('\n')
		.filter(Boolean)
		.map(line => JSON.parse(line));

const numbered = (prefix: string, texts: readonly {message: string; flow: string | null}[]) =>
	texts.map(({message, ...label}, index) => ({
		id: `${prefix}-${index + 1}`,
		text: message,
		...label,
	}));

/** The project's own texts, all invented, by the kinds of what people paste. */
export const collection: readonly Labelled[] = [
	...numbered('literal', literals),
	...numbered('pasted', kinds),
	...read('collection.jsonl'),
];
