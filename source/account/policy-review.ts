export type PolicyFinding = {
	type: 'ERROR' | 'SECURITY_WARNING' | 'WARNING' | 'SUGGESTION';
	code: string;
	details: string;
};

export type ReviewedPolicy = {
	document: string;
	of: 'identity' | 'trust' | 'resource';
};

export type PolicyReviewReads = {
	/** https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html */
	validatePolicy(policy: ReviewedPolicy): Promise<PolicyFinding[]>;
};
