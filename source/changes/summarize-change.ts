import {nameOfArn} from '../aws/arn.ts';
import type {Change} from '../diagnosis/remedy.ts';
import type {PolicyDocument, Statement} from '../policy/document.ts';
import {parsePolicy} from '../policy/parse.ts';
import {count, listOf} from '../text.ts';
import {diffLines, foldBrackets} from './diff.ts';
import {type Addition, additionsOf} from './policy-additions.ts';
import {summarizeJson} from './summarize-json.ts';

const policyKinds: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
	'role-inline-policy',
	'role-managed-policy',
	'role-trust-policy',
	'account-log-resource-policy',
	'log-group-resource-policy',
]);

/** What a change adds and removes, in a line each: enough to decide by where the diff is longer than the window. */
export function summarizeChange(change: Change): string[] {
	if (change.kind === 'log-group') {
		return [
			change.after === null
				? '- the log group and every event in it'
				: '+ the log group, without a retention: its events never expire',
		];
	}

	const whole = change.kind === 'role-managed-policy' ? wholePolicy[change.action] : [];
	const additions = policyKinds.has(change.kind) ? policyAdditions(change) : null;
	const {before, after} = change;
	const lines =
		additions?.map(lineOf) ??
		(before !== null && after !== null ? summarizeJson(before, after) : []);
	const signed = after === null ? lines.map(line => line.replace('+', '-')) : lines;
	return [...whole, ...(signed.length > 0 ? signed : [countLines(change)])];
}

const wholePolicy = {
	create: ['+ a customer managed policy, attached to the role'],
	delete: ['- the managed policy: detached from the role and deleted'],
};

/** What a policy grants that is deleted is what it takes away. */
function policyAdditions({before, after}: Change): Addition[] | null {
	const [old, now] =
		after === null ? [null, documentOf(before)] : [documentOf(before), documentOf(after)];
	const isReadable = now !== null && (old !== null || before === null || after === null);
	const additions = isReadable ? additionsOf(old, now) : null;
	return additions?.length ? additions : null;
}

/** Null where it is no policy that can be read. */
function documentOf(text: string | null): PolicyDocument | null {
	try {
		return text === null ? null : parsePolicy(text);
	} catch {
		return null;
	}
}

function lineOf(addition: Addition): string {
	if (addition.kind === 'statement') {
		const {statement} = addition;
		const deny = statement.Effect === 'Deny' ? 'Deny: ' : '';
		return `+ ${deny}${actionsOf(statement)}${onWhat(statement)}${forWhom(statement)}${condition(statement)}`;
	}

	const {to, element, values} = addition;
	const deny = to.Effect === 'Deny' ? 'Deny: ' : '';

	return element === 'Action'
		? `+ ${deny}${nameOrCount(values, 'action')}${onWhat(to)}${forWhom(to)}${condition(to)}`
		: `+ ${deny}${passedRoles(to.Action, values) ?? nameOrCount(values, 'resource')} for ${actionsOf(to)}${forWhom(to)}${condition(to)}`;
}

const nameOrCount = (values: readonly string[], one: string): string =>
	values.length === 1 ? (values[0] ?? '') : count(values.length, one);

const mostNamed = 3;

/** Which roles can be passed is what decides: they are named as far as they fit. */
const passedRoles = (actions: string[] | undefined, resources: readonly string[]): string | null =>
	actions?.join().toLowerCase() === 'iam:passrole' &&
	resources.length <= mostNamed &&
	!/[*?]/.test(resources.join())
		? `${resources.length === 1 ? 'role' : 'roles'} ${listOf(resources.map(nameOfArn))}`
		: null;

const actionsOf = ({Action, NotAction}: Statement): string =>
	Action
		? nameOrCount(Action, 'action')
		: `every action except ${nameOrCount(NotAction ?? [], 'action')}`;

function onWhat({Action, Resource, NotResource}: Statement): string {
	if (Resource) {
		return ` on ${passedRoles(Action, Resource) ?? nameOrCount(Resource, 'resource')}`;
	}

	return NotResource ? ` on every resource except ${nameOrCount(NotResource, 'resource')}` : '';
}

function forWhom({Principal, NotPrincipal}: Statement): string {
	if (NotPrincipal) {
		return ' for everyone except the principals listed';
	}

	const principals =
		Principal === undefined || Principal === '*' ? [Principal] : Object.values(Principal).flat();
	const named = principals.filter(principal => principal !== undefined);
	return named.length === 0 ? '' : ` for ${nameOrCount(named, 'principal')}`;
}

function condition({Condition}: Statement): string {
	const services = Condition?.StringEquals?.['iam:PassedToService'];
	const isOnly =
		JSON.stringify(Condition) === JSON.stringify({StringEquals: {'iam:PassedToService': services}});
	return services && isOnly
		? ` to ${listOf(services, 'or')}`
		: Condition
			? ' under a condition'
			: '';
}

function countLines(change: Change): string {
	const lines = foldBrackets(diffLines(change));
	const added = lines.filter(({kind}) => kind === 'added').length;
	const removed = lines.filter(({kind}) => kind === 'removed').length;

	return [
		...(added > 0 ? [`+ ${count(added, 'line')}`] : []),
		...(removed > 0 ? [`- ${count(removed, 'line')}`] : []),
		...(added + removed === 0 ? ['No line changes.'] : []),
	].join(', ');
}
