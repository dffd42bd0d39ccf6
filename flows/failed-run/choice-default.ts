import {comparisonsIn, siblingsOf} from '../../source/definition/choice-targets.ts';
import {followPath, readPath} from '../../source/definition/data-path.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {member, parseJson} from '../../source/json.ts';
import {shownJson} from '../common/shown-json.ts';
import {addDefault} from './add-default.ts';
import {type FailedRun, failedRun, historyCommand} from './failed-run.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export const choiceDefault: Check = {
	id: 'choice-default',
	title: 'Has the Choice a way on where none of its rules fits?',
	decisive: true,
	command: historyCommand,

	async run(context) {
		const run = await failedRun(context);

		return 'none' in run || !isUnmatchedChoice(run) ? null : judged(run.visit?.state ?? '', run);
	},
};

/** AWS says States.Runtime, although its guide speaks of States.NoChoiceMatched. */
export const isUnmatchedChoice = ({error, cause, ran}: FailedRun): boolean =>
	ran?.type === 'Choice' &&
	(error === 'States.NoChoiceMatched' ||
		/does not point to a next state|no choice.{0,20}match/i.test(cause ?? ''));

function judged(name: string, run: FailedRun): Answer {
	const {state, stateMachine, definition} = run;
	const next = member(state?.value, 'Default');

	if (state?.type !== 'Choice' || typeof next === 'string') {
		return {
			outcome: 'ok',
			evidence: 'read',
			answer: state
				? `Yes, by now: the Default of ${name} is ${String(next)}.`
				: `The live definition has no state ${name} any more.`,
		};
	}

	const siblings = siblingsOf(state, definition).filter(({path}) => path !== state.path);
	const failing = siblings.filter(({type}) => type === 'Fail');
	const [only, ...others] = failing;
	const remedies = only && others.length === 0 ? [addDefault(stateMachine, state, only.name)] : [];

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `No: no rule of ${name} fits the input, and it has no Default.`,
		details: [
			...rulesWords(state, run),
			...(remedies.length > 0
				? []
				: [
						`Which state is meant for it is not evident, so nothing is changed: add "Default": "<state>" to ${name}, one of ${siblings.map(each => each.name).join(', ')} or a new Fail state that says what came.`,
					]),
		],
		remedies,
		requests:
			remedies.length > 0
				? []
				: [
						{
							to: 'whoever maintains the workflow',
							text: `The Choice state ${name} of ${stateMachine.arn} has no Default, and no rule of it fits this input: ${shownJson(run.visit?.input ?? '')}. Where should it lead? Add a rule for it, or "Default": "<state>".`,
						},
					],
	};
}

/** What the rules compare, and what the input held there. */
function rulesWords(state: StateAt, {visit}: FailedRun): string[] {
	const rules = member(state.value, 'Choices');
	const comparisons = comparisonsIn(rules);
	const input = parseJson(visit?.input ?? null);
	const variables = [...new Set(comparisons.map(({variable}) => variable))];

	return variables.map(variable => {
		const asked = comparisons
			.filter(each => each.variable === variable && each.operator !== '')
			.map(({operator, value}) => `${operator} ${JSON.stringify(value)}`);
		const path = readPath(variable);
		const found = path?.of === 'data' ? followPath(input, path.steps) : undefined;

		return `${variable}${found === undefined ? '' : ` is ${shownJson(JSON.stringify(found))}`}${asked.length === 0 ? '' : `; the rules ask for ${asked.slice(0, 10).join(', ')}`}`;
	});
}
