import {
	type Decision,
	evaluateResourcePolicies,
	type NamedPolicy,
	type StatementRef,
} from '../../source/policy/evaluate.ts';
import {deliveryRequests} from '../../source/policy/log-delivery.ts';
import type {DeliveryPlan} from './delivery-plan.ts';

export type DeliveryJudgement = {
	answer: Decision['answer'];
	by: StatementRef[];
	/** Condition keys on which the answer depends. */
	on: string[];
	/** The actions that no statement allows. */
	missing: string[];
};

/** Both actions must be allowed; what the policies and statements are called says nothing. */
export function judgeDelivery({
	place,
	logGroup,
	accountPolicies,
	own,
}: DeliveryPlan): DeliveryJudgement {
	const policies: NamedPolicy[] = [
		...accountPolicies.map(({name, parsed}) => ({
			name: `the account's policy ${name}`,
			document: parsed,
		})),
		...(own ? [{name: `the log group's own policy ${own.name}`, document: own.parsed}] : []),
	];
	const judged = deliveryRequests(place, logGroup.name).map(request => ({
		action: request.action,
		decision: evaluateResourcePolicies(request, policies),
	}));
	const answer =
		hardestFirst.find(candidate => judged.some(({decision}) => decision.answer === candidate)) ??
		'allowed';
	const deciding = judged.filter(({decision}) => decision.answer === answer);

	return {
		answer,
		by: uniqueRefs(deciding.flatMap(({decision}) => ('by' in decision ? decision.by : []))).map(
			ref => ({
				...ref,
				statement: policies.find(({name}) => name === ref.policy)?.document.Statement[ref.index],
			}),
		),
		on: [...new Set(deciding.flatMap(({decision}) => ('on' in decision ? decision.on : [])))],
		missing: judged
			.filter(({decision}) => decision.answer === 'not-allowed')
			.map(({action}) => action),
	};
}

const hardestFirst = ['explicitly-denied', 'not-allowed', 'depends'] as const;

const uniqueRefs = (refs: readonly StatementRef[]): StatementRef[] => [
	...new Map(refs.map(ref => [`${ref.policy}/${ref.index}`, ref])).values(),
];
