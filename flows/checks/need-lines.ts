import type {JudgedNeed, NeedVerdict} from './judge-needs.ts';
import type {LiveNeed} from './machine-needs.ts';
import {statementWords} from './role-permissions.ts';

const words: Record<NeedVerdict, string> = {
	allowed: 'allowed',
	missing: 'missing',
	denied: 'denied explicitly',
	boundary: 'not allowed by the permissions boundary',
	depends: 'a matter of conditions that cannot be judged here',
	open: 'not known, since the resource is known only when the state runs',
	perhaps: 'missing, and perhaps needed',
};

/** State by state what it needs, and whether the role has it. */
export function needLines(need: LiveNeed, judged: readonly JudgedNeed[]): string[] {
	const own = judged.filter(each => each.need === need);
	const head = `${need.state}${need.integration === '' ? '' : ` (${need.integration})`}`;
	const notAllowed = own.filter(({verdict}) => verdict !== 'allowed');

	return [
		`${head}: ${summary(own, notAllowed)}${sourceWords(need)}`,
		...notAllowed.map(lineOf),
		...need.unknowns.map(unknown => `  not known: ${unknown}`),
	];
}

function summary(own: readonly JudgedNeed[], notAllowed: readonly JudgedNeed[]): string {
	if (own.length === 0) {
		return 'nothing known to be needed';
	}

	const actions = [...new Set(own.map(({action}) => action))].join(', ');
	return notAllowed.length === 0 ? `allowed ${actions}` : `needs ${actions}`;
}

function lineOf({action, resource, statement, verdict, refs}: JudgedNeed): string {
	const by = refs.length > 0 ? ` (${refs.map(statementWords).join('; ')})` : '';
	const when = statement.when === undefined ? '' : `, needed where ${statement.when}`;

	return `  ${words[verdict]}: ${action} on ${resource}${conditionWords(statement.conditions)}${by}${when}`;
}

const conditionWords = (conditions: JudgedNeed['statement']['conditions']): string => {
	const keys = Object.values(conditions ?? {}).flatMap(byKey =>
		Object.entries(byKey).map(([key, values]) => `${key} ${values.join(' or ')}`),
	);
	return keys.length > 0 ? ` with ${keys.join(', ')}` : '';
};

/** What AWS documents needs no remark. */
const sourceWords = ({confidence}: LiveNeed): string =>
	confidence === 'inferred' || confidence === 'community'
		? ' (AWS does not document it for Step Functions: taken from its list of actions)'
		: '';
