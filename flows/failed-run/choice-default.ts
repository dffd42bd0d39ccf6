import type {StateMachine} from '../../source/account/step-functions.ts';
import {comparisonsIn, siblingsOf} from '../../source/definition/choice-targets.ts';
import {followPath, printPath, readPath} from '../../source/definition/data-path.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Answer} from '../../source/diagnosis/check.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {member, parseJson} from '../../source/json.ts';
import {listOf} from '../../source/text.ts';
import {shownJson} from '../common/shown-json.ts';
import {changeDefinition} from './change-definition.ts';
import {type FailedRun, stateGone} from './failed-run.ts';
import {failedRunCheck} from './failed-run-check.ts';
import {pathsInInput} from './present-paths.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export const check = failedRunCheck({
	id: 'choice-default',
	title: 'The Choice state has a Default',
	decisive: true,
	judge: run => (isUnmatchedChoice(run) ? judged(run.visit?.state ?? '', run) : null),
});

/** AWS reports States.Runtime, although its guide names States.NoChoiceMatched. */
export const isUnmatchedChoice = ({error, cause, ran}: FailedRun): boolean =>
	ran?.type === 'Choice' &&
	(error === 'States.NoChoiceMatched' ||
		/does not point to a next state|no choice.{0,20}match/i.test(cause ?? ''));

function judged(name: string, run: FailedRun): Answer {
	const {state, stateMachine, definition} = run;
	const next = member(state?.value, 'Default');

	if (state?.type !== 'Choice') {
		return stateGone(run);
	}

	const siblings = siblingsOf(state, definition).filter(({path}) => path !== state.path);

	if (typeof next === 'string') {
		return ofDefault(state, siblings.find(each => each.name === next) ?? next, run);
	}

	if (JSON.stringify(member(run.ran?.value, 'Choices')) !== JSON.stringify(state.value.Choices)) {
		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `Cannot tell: the rules of Choice state ${state.name} were changed since, and it has no Default. Only an execution shows whether a rule matches the same input.`,
			details: rulesWords(state, run),
		};
	}

	const failing = siblings.filter(({type}) => type === 'Fail');
	const [only, ...others] = failing;
	const remedies = only && others.length === 0 ? [addDefault(stateMachine, state, only.name)] : [];

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `No rule of Choice state ${name} matches the input, and it has no Default.`,
		details: [
			...rulesWords(state, run),
			...(remedies.length > 0
				? []
				: [
						`Add a Default to ${name} by hand. Which state is right depends on your workflow: ${siblings.map(each => each.name).join(', ')}, or a new Fail state that names the unexpected input.`,
					]),
		],
		remedies,
		requests:
			remedies.length > 0
				? []
				: [
						{
							to: 'the owner of the workflow',
							text: `The Choice state ${name} of ${stateMachine.arn} has no Default, and no rule matches this input: ${shownJson(run.visit?.input ?? '')}. Please add a rule for it, or a Default.`,
						},
					],
	};
}

/** The same input goes on there: whether it fails in that state is what its paths tell. */
function ofDefault(choice: StateAt, next: StateAt | string, run: FailedRun): Answer {
	const name = typeof next === 'string' ? next : next.name;
	const has = `Choice state ${choice.name} has a Default now: ${name}.`;

	if (typeof next === 'string' || next.type === 'Fail') {
		return {
			outcome: 'warning',
			evidence: 'read',
			answer:
				typeof next === 'string'
					? `${has} No such state is beside it.`
					: `${has} It is a Fail state: the same input still fails, with the error that it names.`,
		};
	}

	const handsOn = ['InputPath', 'OutputPath', 'Output', 'Assign'].every(
		field => choice.value[field] === undefined,
	);
	const raw = handsOn ? parseJson(run.visit?.input ?? null) : undefined;
	const {gone, open} = pathsInInput(next, raw, run);

	if (gone) {
		return {
			outcome: 'warning',
			evidence: 'evaluated',
			answer: `${has} The same input still fails there: ${name} uses ${gone.error.path}, and the input has no ${gone.end.missing} at ${printPath(gone.end.reached)}.`,
		};
	}

	return open.length > 0
		? {
				outcome: 'unknown',
				evidence: 'evaluated',
				answer: `Cannot tell: ${has.charAt(0).toLowerCase()}${has.slice(1, -1)}, and ${listOf(open.slice(0, 5))} of ${name} cannot be evaluated on the input that failed. Only an execution shows it.`,
			}
		: {
				outcome: 'ok',
				evidence: 'evaluated',
				answer: `${has} Every path that ${name} reads exists in the input that failed.`,
			};
}

/** What the rules compare, and what the input has there. */
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

		return `${variable}${found === undefined ? '' : ` is ${shownJson(JSON.stringify(found))}`}${asked.length === 0 ? '' : `; the rules expect ${asked.slice(0, 10).join(', ')}`}`;
	});
}

/** Sends what no rule matches to the only Fail state: it still fails, and says why. */
const addDefault = (
	stateMachine: StateMachine,
	{name, segments}: StateAt,
	target: string,
): Remedy => ({
	id: 'add-default',
	title: `Add Default ${target} to Choice state ${name}`,
	why: `${target} is the only Fail state beside ${name}: unexpected input then fails with the error that it names, and not with States.Runtime. Nothing else in the definition changes.`,
	widens: null,
	changes: [changeDefinition(stateMachine, [{path: [...segments, 'Default'], value: target}])],
});
