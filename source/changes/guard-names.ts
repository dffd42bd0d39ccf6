import type {Change} from '../diagnosis/remedy.ts';

type Rule = {what: string; pattern: RegExp; allowed: string};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const rules = {
	roleName: {
		what: 'role name',
		pattern: /^[\w+=,.@-]{1,64}$/,
		allowed: '1 to 64 letters, digits and _+=,.@-',
	},
	policyName: {
		what: 'policy name',
		pattern: /^[\w+=,.@-]{1,128}$/,
		allowed: '1 to 128 letters, digits and _+=,.@-',
	},
	// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-resourcepolicy.html
	logPolicyName: {
		what: 'resource policy name',
		pattern: /^[^:*]{1,255}$/,
		allowed: '1 to 255 characters without : and *',
	},
	// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
	logGroupName: {
		what: 'log group name',
		pattern: /^(?!aws\/)[\w./#-]{1,512}$/,
		allowed: '1 to 512 letters, digits and _-/.#, not beginning with aws/',
	},
} satisfies Record<string, Rule>;

/** Null where AWS accepts the names that the change carries. */
export function refusedName(change: Change): string | null {
	const isLogPolicy = change.kind.endsWith('log-resource-policy') || change.kind.startsWith('log-');
	const wrong = Object.entries(change)
		.map(([field, value]) => {
			const rule = ruleFor(field, isLogPolicy);
			return rule && !rule.pattern.test(String(value)) ? {rule, value} : null;
		})
		.find(found => found !== null);

	return wrong
		? `${JSON.stringify(wrong.value)} is no ${wrong.rule.what} that AWS accepts: it takes ${wrong.rule.allowed}. Choose such a name.`
		: null;
}

function ruleFor(field: string, isLogPolicy: boolean): Rule | null {
	if (field === 'policyName') {
		return isLogPolicy ? rules.logPolicyName : rules.policyName;
	}

	return field === 'roleName' || field === 'logGroupName' ? rules[field] : null;
}
