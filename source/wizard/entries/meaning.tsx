import type {Facts} from '../../incident/facts.ts';
import {redactSecrets} from '../../secrets.ts';
import {Step} from '../components/rail.tsx';
import {Words} from '../components/words.tsx';
import {type EntryProps, Items, Part} from './part.tsx';

/** What the text means, the passage that says so, and what was understood of it. */
export function MeaningEntry({entry: {incident, reading, others, isBrief}}: EntryProps<'meaning'>) {
	const {facts, text} = incident;

	if (!reading) {
		return (
			<Part heading="No known failure fits this text">
				<Items title="What it says:" lines={wordsOf(facts)} />
				{wordsOf(facts).length === 0 && (
					<Words>Nothing in it names an action, a resource or an error that is known here.</Words>
				)}
			</Part>
		);
	}

	const {flow, confidence, quoted} = reading;

	const heading = `${flow.title} (${confidence})`;

	if (isBrief) {
		return (
			<Step>
				<Words tone="strong">{heading}</Words>
			</Step>
		);
	}

	return (
		<Part heading={heading}>
			<Items title="It says:" lines={quoted.map(passage => `"${shorten(passage)}"`)} />
			{flow.explanation(facts, text).map(paragraph => (
				<Words key={paragraph}>{paragraph}</Words>
			))}
			<Items title="Other possible failures:" lines={others.map(other => other.flow.title)} />
		</Part>
	);
}

/** For whoever would rather look by hand. */
export const Advice = ({entry: {incident, reading}}: EntryProps<'advice'>) => (
	<Part heading="By hand">
		<Items lines={reading.flow.nextSteps(incident.facts, incident.text)} />
		<Items
			title="Read more:"
			lines={reading.flow.references.map(({title, url}) => `${title}: ${url}`)}
		/>
	</Part>
);

function shorten(text: string): string {
	const passage = redactSecrets(text);
	return passage.length > 400 ? `${passage.slice(0, 400)}...` : passage;
}

const labels: Partial<Record<keyof Facts, string>> = {
	errorName: 'error',
	principal: 'who asked',
	action: 'action',
	resource: 'resource',
	stateMachineArn: 'state machine',
	executionArn: 'execution',
	roleArn: 'role',
	logGroupArn: 'log group',
	region: 'region',
	accountId: 'account',
};

const wordsOf = (facts: Facts): string[] =>
	Object.entries(labels).flatMap(([key, label]) => {
		const value = facts[key as keyof Facts];
		return typeof value === 'string' ? [`${label}: ${shorten(value)}`] : [];
	});
