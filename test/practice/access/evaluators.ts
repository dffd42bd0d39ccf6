import {
	evaluateIdentityPolicies,
	evaluateResourcePolicies,
	type RequestContext,
} from '../../../source/policy/evaluate.ts';
import {parsePolicy} from '../../../source/policy/parse.ts';
import {decideByIdentity, decideByResource} from '../../../source/practice/access/decide.ts';
import {type Policy, readPolicy} from '../../../source/practice/access/policy.ts';
import type {AccessExample} from './examples.ts';

type Request = Omit<AccessExample, 'page' | 'answer'>;
type Answer = AccessExample['answer'] | 'depends';

/** What the evaluator for real accounts says, when every key that the policies name is known or absent. */
export function realAnswer(request: Request): Answer {
	const {policies, boundary, kind, principal, action, resource} = request;
	const named = (document: object, index: number) => ({
		name: String(index),
		document: parsePolicy(JSON.stringify(document)),
	});
	const asked = {
		principal:
			'service' in principal
				? ({kind: 'service', ...principal} as const)
				: ({kind: 'aws', ...principal} as const),
		action,
		resource,
		context: contextOf(request),
	};
	const {answer} =
		kind === 'identity'
			? evaluateIdentityPolicies(asked, {
					policies: policies.map(named),
					boundary: boundary ? named(boundary, -1) : null,
				})
			: evaluateResourcePolicies(asked, policies.map(named));

	return answer === 'explicitly-denied'
		? 'explicitDeny'
		: answer === 'not-allowed'
			? 'implicitDeny'
			: answer;
}

function contextOf({policies, boundary, context}: Request): RequestContext {
	const text = JSON.stringify([policies, boundary]);
	const keys = text.match(/[\w-]+:[\w/-]+|"[a-z]+"/gi) ?? [];
	const given = Object.keys(context).map(key => key.toLowerCase());
	const absent = keys
		.map(key => key.replaceAll('"', ''))
		.filter(key => !given.includes(key.toLowerCase()) && !/^aws:principal(?!tag)/i.test(key));

	return {
		...Object.fromEntries(absent.map(key => [key, 'absent' as const])),
		...Object.fromEntries(Object.entries(context).map(([key, values]) => [key, {known: values}])),
	};
}

/** What the practice account's own evaluator says. */
export function practiceAnswer({
	policies,
	boundary,
	kind,
	principal,
	action,
	resource,
	context,
}: Request): Answer {
	const read = (document: object): Policy => {
		const policy = readPolicy('policy', JSON.stringify(document));

		if (!policy) {
			throw new Error(`Not a policy: ${JSON.stringify(document)}`);
		}

		return policy;
	};
	const request = {principal, action, resource, context};

	return kind === 'identity'
		? decideByIdentity(request, {
				policies: policies.map(read),
				boundary: boundary ? read(boundary) : null,
			}).effect
		: decideByResource(request, policies.map(read)).effect;
}
