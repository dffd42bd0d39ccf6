import type {Detail, PermissionDetail, PermissionFound} from '../../source/diagnosis/detail.ts';
import {statementWords} from '../common/role-permissions.ts';
import type {JudgedNeed, NeedVerdict} from './judged-need.ts';
import type {LiveNeed} from './machine-needs.ts';

const found: Record<NeedVerdict, PermissionFound> = {
	allowed: 'allowed',
	missing: 'missing',
	denied: 'denied',
	boundary: 'denied',
	beside: 'possibly-missing',
	touched: 'unknown',
	unread: 'unknown',
	across: 'unknown',
	depends: 'unknown',
	open: 'unknown',
	perhaps: 'possibly-missing',
};

/** What each state and feature needs, and whether the role has it; what cannot be judged is said once for the answer. */
export function needDetails(needs: readonly LiveNeed[], judged: readonly JudgedNeed[]): Detail[] {
	const byNeed = new Map<LiveNeed, JudgedNeed[]>(needs.map(need => [need, []]));

	for (const each of judged) {
		byNeed.get(each.need)?.push(each);
	}

	return [...byNeed].flatMap(([need, own]) => detailsOf(need, own));
}

function detailsOf(need: LiveNeed, own: readonly JudgedNeed[]): Detail[] {
	const head = `${need.state}${need.integration === '' ? '' : ` (${need.integration})`}`;

	return [
		...(own.length === 0 ? [`${head}: no permission is known to be needed${source(need)}`] : []),
		...own.filter(each => !isOpen(each)).map(each => permission(each)),
		...(own.some(isOpen) ? [] : need.unknowns.map(unknown => `${head}: not known: ${unknown}`)),
	];
}

const isOpen = ({verdict}: JudgedNeed): boolean => found[verdict] === 'unknown';

function permission(judged: JudgedNeed): PermissionDetail {
	const {need, action, resource, verdict} = judged;

	return {
		kind: 'permission',
		state: need.state,
		integration: need.integration || null,
		action,
		resource,
		found: found[verdict],
		why: reasons(judged).join('; ') || null,
	};
}

function reasons({need, statement, verdict, refs}: JudgedNeed): string[] {
	const undocumented = source(need);
	const rest = undocumented === '' ? [] : [undocumented.slice(2, -1)];

	if (verdict === 'allowed') {
		return rest;
	}

	return [
		...conditionWords(statement.conditions),
		...(verdict === 'boundary' ? ['the permissions boundary does not allow it'] : []),
		...(verdict === 'denied'
			? [`denied explicitly by ${refs.map(statementWords).join(', ')}`]
			: []),
		...(statement.when === undefined ? [] : [`needed if ${statement.when}`]),
		...(statement.onlyFor === undefined ? [] : [`only for ${statement.onlyFor}`]),
		...rest,
	];
}

const conditionWords = (conditions: JudgedNeed['statement']['conditions']): string[] =>
	Object.values(conditions ?? {}).flatMap(byKey =>
		Object.entries(byKey).map(([key, values]) => `with ${key} ${values.join(' or ')}`),
	);

/** What AWS documents needs no remark. */
const source = ({confidence}: LiveNeed): string =>
	confidence === 'inferred' || confidence === 'community'
		? ' (AWS does not document it for Step Functions: taken from its list of actions)'
		: '';
