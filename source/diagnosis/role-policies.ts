import type {RolePolicy} from '../account/iam.ts';
import type {NamedPolicy} from '../policy/evaluate.ts';
import {parsePolicy} from '../policy/parse.ts';

/** A policy whose statements can depend on what only its deployment tells. */
export type OpenPolicy = NamedPolicy & Pick<RolePolicy, 'settledFor' | 'writtenFor' | 'unread'>;

/** As the evaluator takes them: the boundary apart. Throws PolicySyntaxError. */
export function policiesToEvaluate(read: readonly RolePolicy[]): {
	policies: OpenPolicy[];
	boundary: OpenPolicy | null;
} {
	const boundary = read.find(({kind}) => kind === 'boundary');

	return {
		policies: read.filter(({kind}) => kind !== 'boundary').map(named),
		boundary: boundary ? named(boundary) : null,
	};
}

const named = (policy: RolePolicy): OpenPolicy => ({
	name: policyWords(policy),
	document: parsePolicy(policy.document),
	...(policy.unread && {unread: policy.unread}),
	...(policy.settledFor && {settledFor: policy.settledFor}),
	...(policy.writtenFor && {writtenFor: policy.writtenFor}),
});

const kindWords: Record<RolePolicy['kind'], string> = {
	inline: 'inline policy',
	'customer-managed': 'customer-managed policy',
	'aws-managed': 'AWS-managed policy',
	boundary: 'permissions boundary',
};

/** `inline policy orders-logs`: a role can have two policies of one name. */
export const policyWords = ({kind, name}: RolePolicy): string => `${kindWords[kind]} ${name}`;
