import type {NeededStatement} from '../../source/definition/need.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {RolePermissions} from '../common/role-permissions.ts';
import {withAsRun} from './as-run.ts';
import {judgeNeed} from './judge-need.ts';
import type {JudgedNeed, RequestedAccess} from './judged-need.ts';
import type {LiveNeed} from './machine-needs.ts';
import {withResourcePolicies} from './resource-policy-verdicts.ts';

/** By the role's policies and boundary, and by the policies of the resources themselves. */
export async function judgeNeeds(
	needs: readonly LiveNeed[],
	permissions: RolePermissions,
	context: CheckContext,
): Promise<JudgedNeed[]> {
	const known = new Map();
	const judge = (asked: RequestedAccess) => judgeNeed(asked, permissions, context, known);
	const judged = needs.flatMap(need =>
		eitherOf(need.statements.map(statement => judgeStatement(need, statement, judge))),
	);

	const settled = await withResourcePolicies(judged, permissions, context);
	return withAsRun(settled, permissions, context);
}

const judgeStatement = (
	need: LiveNeed,
	statement: NeededStatement,
	judge: (asked: RequestedAccess) => JudgedNeed,
): JudgedNeed[] =>
	touching(
		statement,
		statement.actions.flatMap(action =>
			together(
				statement,
				statement.resources.map(resource =>
					unlessOtherwise(judge({need, statement, action, resource}), judge),
				),
			),
		),
	);

/** What grants of such a call name besides is not known to be enough, nor to be too little. */
function unlessOtherwise(
	judged: JudgedNeed,
	judge: (asked: RequestedAccess) => JudgedNeed,
): JudgedNeed {
	const {isNowhere, ...rest} = judged;
	const isOtherwise =
		isNowhere &&
		judged.statement.alternatives?.some(resource => !judge({...rest, resource}).isNowhere);

	return isOtherwise ? {...rest, verdict: 'open'} : judged;
}

/** Of two statements of which one is needed, that which is allowed, else that which is likelier. */
function eitherOf(judged: JudgedNeed[][]): JudgedNeed[] {
	const instead = judged.find(([each]) => each?.statement.instead);
	const resources = instead?.map(({resource}) => resource).join(' ');
	const usual = judged.find(
		each => each !== instead && each.map(({resource}) => resource).join(' ') === resources,
	);
	const isAllowed = (each: JudgedNeed[] | undefined) =>
		each?.every(({verdict}) => verdict === 'allowed');
	const left = isAllowed(instead) && !isAllowed(usual) ? usual : instead;

	return judged.filter(each => !usual || each !== left).flat();
}

/** Where the call is about one of several resources, the verdict on each is a part of one verdict. */
function together({oneOf}: NeededStatement, judged: JudgedNeed[]): JudgedNeed[] {
	const verdicts = new Set(judged.map(({verdict}) => verdict));

	return oneOf && verdicts.size > 1
		? judged.map(each => ({...each, verdict: 'open' as const}))
		: judged;
}

/** Where some of what a call touches is allowed, the rest can be what it does not touch. */
function touching({touched}: NeededStatement, judged: JudgedNeed[]): JudgedNeed[] {
	const isSome = judged.some(({verdict}) => verdict === 'allowed' || verdict === 'touched');

	return touched !== undefined && isSome
		? judged.map(each => (each.isNowhere ? {...each, verdict: 'touched' as const} : each))
		: judged;
}
