import {statementWords} from '../common/role-permissions.ts';
import type {JudgedNeed, NeedVerdict} from './judge-needs.ts';
import type {LiveNeed} from './machine-needs.ts';

const words: Record<NeedVerdict, string> = {
	allowed: 'allowed',
	missing: 'missing',
	denied: 'denied explicitly',
	boundary: 'not allowed by the permissions boundary',
	depends: 'not known',
	open: 'not known',
	perhaps: 'missing, and perhaps needed',
};

/** State by state what it needs, and whether the role has it. */
export function needLines(need: LiveNeed, judged: readonly JudgedNeed[]): string[] {
	const own = judged.filter(each => each.need === need);
	const allowed = own.filter(({verdict}) => verdict === 'allowed');
	const head = `${need.state}${need.integration === '' ? '' : ` (${need.integration})`}`;

	return [
		...(own.length === 0 || allowed.length > 0
			? [`${head}: ${allowedWords(allowed)}${sourceWords(need)}`]
			: []),
		...grouped(own.filter(isTold)).map(each => `${head}: ${each}${sourceWords(need)}`),
		...(own.some(isOpen) ? [] : need.unknowns.map(unknown => `${head}: not known: ${unknown}`)),
	];
}

/** What cannot be judged is told beside, once for the whole answer. */
const isOpen = ({verdict}: JudgedNeed): boolean => verdict === 'open' || verdict === 'depends';

const isTold = (judged: JudgedNeed): boolean => judged.verdict !== 'allowed' && !isOpen(judged);

const allowedWords = (allowed: readonly JudgedNeed[]): string =>
	allowed.length === 0
		? 'nothing is known to be needed'
		: `allowed ${[...new Set(allowed.map(({action}) => action))].join(', ')}`;

/** Actions of one statement on one resource share a line. */
function grouped(judged: readonly JudgedNeed[]): string[] {
	const groups = new Map<string, string[]>();

	for (const {action, resource, statement, verdict, refs} of judged) {
		const by = refs.length > 0 ? ` (${refs.map(statementWords).join('; ')})` : '';
		const when = statement.when === undefined ? '' : `, needed where ${statement.when}`;
		const rest = `on ${resource}${conditionWords(statement.conditions)}${by}${when}`;
		const key = JSON.stringify([words[verdict], rest]);
		groups.set(key, [...(groups.get(key) ?? []), action]);
	}

	return [...groups].map(([key, actions]) => {
		const [verdict, rest] = JSON.parse(key) as [string, string];
		return `${verdict}: ${actions.join(', ')} ${rest}`;
	});
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
