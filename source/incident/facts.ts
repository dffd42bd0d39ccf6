/** How a request was refused, as far as the text says. */
export type Denial = {
	kind: 'implicit' | 'explicit' | 'unstated';
	/** As the message words it: `identity-based policy`, `service control policy`, `permissions boundary`, … */
	policyType: string | null;
	policyArn: string | null;
};

/** What a pasted text states. What it does not state is null. */
export type Facts = {
	principal: string | null;
	action: string | null;
	resource: string | null;
	denial: Denial | null;
	errorName: string | null;
	stateMachineArn: string | null;
	executionArn: string | null;
	roleArn: string | null;
	logGroupArn: string | null;
	region: string | null;
	accountId: string | null;
	requestId: string | null;
	authorizationId: string | null;
};

export const noFacts: Facts = {
	principal: null,
	action: null,
	resource: null,
	denial: null,
	errorName: null,
	stateMachineArn: null,
	executionArn: null,
	roleArn: null,
	logGroupArn: null,
	region: null,
	accountId: null,
	requestId: null,
	authorizationId: null,
};
