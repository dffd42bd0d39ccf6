import {ifRefused} from '../../source/account/if-refused.ts';
import type {HistoryEvent} from '../../source/account/step-functions.ts';
import {nameOfArn} from '../../source/aws/arn.ts';
import type {NeededStatement} from '../../source/definition/need.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {failedExecution} from '../../source/diagnosis/failed-execution.ts';
import {readChain} from '../../source/diagnosis/read-chain.ts';
import {detailText} from '../../source/history/event-details.ts';
import {isObject, member, parseJson} from '../../source/json.ts';
import {machineDefinition} from '../common/machine-definition.ts';
import type {RolePermissions} from '../common/role-permissions.ts';
import {judgeNeed} from './judge-need.ts';
import type {JudgedNeed, NeedVerdict} from './judged-need.ts';
import {type LiveNeed, needsOfState} from './machine-needs.ts';
import {withResourcePolicies} from './resource-policy-verdicts.ts';

/** What a recent execution called, by the path of the state that called it. */
type AsRun = {executionArn: string; needs: ReadonlyMap<string, LiveNeed[]>};

const notSettled: readonly NeedVerdict[] = ['missing', 'open', 'unread', 'depends'];

/**
 * A resource that only the run names is judged by the one that a recent execution called: where that is not allowed,
 * it is missing, and granted exactly; where it is, other executions can still call others.
 */
export async function withAsRun(
	judged: readonly JudgedNeed[],
	permissions: RolePermissions,
	context: CheckContext,
): Promise<JudgedNeed[]> {
	if (!judged.some(isUnsettled)) {
		return [...judged];
	}

	const run = await lastRun(context);
	const settled = await Promise.all(
		judged.map(each =>
			run && isUnsettled(each) ? judgedAsRun(each, run, permissions, context) : [each],
		),
	);

	return settled.flat();
}

const isUnsettled = ({statement, verdict, need}: JudgedNeed): boolean =>
	statement.dynamic === true && need.path !== '' && notSettled.includes(verdict);

async function judgedAsRun(
	judged: JudgedNeed,
	{executionArn, needs}: AsRun,
	permissions: RolePermissions,
	context: CheckContext,
): Promise<JudgedNeed[]> {
	const {need, action, verdict} = judged;
	const called = (needs.get(need.path) ?? []).flatMap(each =>
		each.statements
			.filter(statement => !statement.dynamic && statement.actions.includes(action))
			.flatMap(statement => statement.resources.map(resource => ({statement, resource}))),
	);
	const exact = await withResourcePolicies(
		called.map(({statement, resource}) =>
			judgeNeed({need, statement, action, resource}, permissions, context, new Map()),
		),
		permissions,
		context,
	);

	return exact.length === 0
		? [judged]
		: exact.map(each =>
				each.verdict === 'allowed'
					? {...each, verdict: 'touched', statement: otherCalls(each, executionArn)}
					: verdict === 'missing'
						? {...each, atMost: judged}
						: each,
			);
}

const otherCalls = ({statement, action, resource}: JudgedNeed, arn: string): NeededStatement => ({
	...statement,
	touched: `what other executions call. ${action} is allowed on ${resource}, which execution ${nameOfArn(arn)} called`,
});

const known = new WeakMap<CheckContext['reads'], Promise<AsRun | null>>();

function lastRun(context: CheckContext): Promise<AsRun | null> {
	const there = known.get(context.reads) ?? readLastRun(context).catch(ifRefused(null));
	known.set(context.reads, there);
	return there;
}

async function readLastRun(context: CheckContext): Promise<AsRun | null> {
	const {subject, reads} = context;

	if (subject.kind === 'not-created') {
		return null;
	}

	const {stateMachineArn} = subject;
	const failed = await failedExecution(reads, stateMachineArn, subject.executionArn);
	const {stateMachine, definition, place} = await machineDefinition(context);
	const [newest] =
		failed || stateMachine.type === 'EXPRESS'
			? [failed]
			: await reads.executions(stateMachineArn, 'SUCCEEDED');

	if (!newest) {
		return null;
	}

	const {chain} = await readChain(reads, newest.arn, null);
	const scheduled = new Map(
		chain.passages.all.flatMap(({name, events}) => {
			const event = events.findLast(({type}) => type === 'TaskScheduled');
			return name !== null && event ? [[name, event] as const] : [];
		}),
	);
	const states = walkStates(definition).filter(({name, value}) =>
		isCallOf(value.Resource, scheduled.get(name)),
	);

	return {
		executionArn: newest.arn,
		needs: new Map(
			states.map(state => [
				state.path,
				needsOfState(asScheduled(state, scheduled.get(state.name)), place),
			]),
		),
	};
}

/** The definition can have changed since. */
const isCallOf = (resource: unknown, event: HistoryEvent | undefined): boolean =>
	event !== undefined &&
	typeof resource === 'string' &&
	resource.endsWith(`:${detailText(event, 'resourceType')}:${detailText(event, 'resource')}`);

/** The state with the parameters that it was run with. */
function asScheduled({known: _known, ...state}: StateAt, event: HistoryEvent | undefined): StateAt {
	const parameters = parseJson(detailText(event, 'parameters') ?? '');
	const {Arguments: _arguments, Credentials: _credentials, ...rest} = state.value;
	const roleArn = member(event?.details.taskCredentials, 'roleArn');

	return {
		...state,
		queryLanguage: 'JSONPath',
		value: {
			...rest,
			Parameters: isObject(parameters) ? parameters : {},
			...(typeof roleArn === 'string' && {Credentials: {RoleArn: roleArn}}),
		},
	};
}
