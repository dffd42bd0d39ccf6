import {nameOfArn} from '../../source/aws/arn.ts';
import {resourceWords} from '../../source/aws/resource-words.ts';
import type {OnlyFor} from '../../source/definition/integrations.ts';
import type {NeededStatement} from '../../source/definition/need.ts';
import {listOf} from '../../source/text.ts';
import type {JudgedNeed, NeedVerdict} from './judged-need.ts';

export const withVerdict = (judged: readonly JudgedNeed[], verdict: NeedVerdict): JudgedNeed[] =>
	judged.filter(each => each.verdict === verdict);

export const actionsOf = (judged: readonly JudgedNeed[]): string[] => [
	...new Set(judged.map(({action}) => action)),
];

export const resourcesOf = (judged: readonly JudgedNeed[]): string[] => [
	...new Set(judged.map(({resource}) => resource)),
];

/** `events:PutRule, events:PutTargets on arn:… and arn:…`: what is the same is said once, and what is much is counted. */
export function what(judged: readonly JudgedNeed[]): string {
	const byResource = grouped(judged, ({resource}) => resource);
	const groups = [...grouped([...byResource], ([, each]) => actionsOf(each).join(', ')).values()];

	if (groups.length <= 3) {
		return groups
			.map(group => group.flatMap(([, each]) => each))
			.map(group => `${actionsOf(group).join(', ')} on ${resourceWords(resourcesOf(group))}`)
			.join('; ');
	}

	return [...grouped(judged, ({action}) => action.split(':')[0] ?? action)]
		.map(([service, group]) => {
			const actions = actionsOf(group);
			const named =
				actions.length > 3 ? `${actions.length} ${service} actions` : actions.join(', ');
			const resources = resourcesOf(group);
			const isRoles = named === 'iam:PassRole' && resources.length === 2;
			return `${named} on ${isRoles ? `roles ${listOf(resources.map(nameOfArn))}` : resourceWords(resources)}`;
		})
		.join('; ');
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
	const groups = new Map<string, Item[]>();

	for (const item of items) {
		const there = groups.get(keyOf(item));

		if (there) {
			there.push(item);
		} else {
			groups.set(keyOf(item), [item]);
		}
	}

	return groups;
}

const asideOf: Record<OnlyFor, string> = {
	polling: 'a task can wait until its time limit if the event that completes it is lost',
	cancelling: 'work continues when the execution is stopped or times out',
	redrive: 'the Map Run cannot be redriven',
	tracing: 'no traces reach X-Ray',
	'clean-up': 'parts of large uploads stay behind when a write fails',
};

function nowhereWords(judged: readonly JudgedNeed[], statement: NeededStatement): string {
	const actions = actionsOf(judged.filter(each => each.statement === statement && each.isNowhere));
	return actions.length > 0 ? `; no policy of the role allows ${listOf(actions)}` : '';
}

const reasonOf = ({when, inferred}: JudgedNeed['statement']): string =>
	when
		? `, needed if ${when}`
		: inferred
			? ': AWS asks for it where a role is passed to a service, and does not document whether this call does'
			: '';

/** What is needed only in some cases, and allowed by some policy, perhaps on another resource. */
const decidedByRun = (judged: readonly JudgedNeed[]): JudgedNeed[] =>
	withVerdict(judged, 'beside').filter(({refs}) => refs.length > 0);

/** What executions run without, one sentence for each purpose. */
export function asideWords(judged: readonly JudgedNeed[]): string[] {
	const beside = new Map<OnlyFor, JudgedNeed[]>();

	for (const each of withVerdict(judged, 'beside').filter(({refs}) => refs.length === 0)) {
		const {onlyFor = 'polling'} = each.statement;
		beside.set(onlyFor, [...(beside.get(onlyFor) ?? []), each]);
	}

	const touched = [
		...new Set(
			withVerdict(judged, 'touched').map(
				({need, statement}) =>
					`${need.state}: not checked: ${statement.touched}${nowhereWords(judged, statement)}.`,
			),
		),
	];
	const perhaps = [
		...new Set(
			[...withVerdict(judged, 'perhaps'), ...decidedByRun(judged)].map(
				({need, action, resource, statement, refs}) =>
					`${need.state}: ${refs.length > 0 ? 'cannot tell whether the role is allowed' : 'possibly missing:'} ${action} on ${resource}${reasonOf(statement)}.`,
			),
		),
	];

	return [
		...[...beside].map(
			([purpose, each]) => `Executions run without ${what(each)}, but ${asideOf[purpose]}.`,
		),
		...perhaps,
		...touched,
	];
}
