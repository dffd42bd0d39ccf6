import {isObject, member, parseJson} from '../../json.ts';
import {AccountError} from '../account-error.ts';
import type {PolicyFinding, PolicyReviewReads, ReviewedPolicy} from '../policy-review.ts';
import type {Connection} from './connection.ts';
import {signedRequests} from './signed-request.ts';

const types: readonly string[] = ['ERROR', 'SECURITY_WARNING', 'WARNING', 'SUGGESTION'];

export function policyReviewReads(connection: Connection): PolicyReviewReads {
	const send = signedRequests(connection);

	return {
		async validatePolicy({document, of}: ReviewedPolicy) {
			const {region} = connection.config();
			const answer = await send({
				service: 'access-analyzer',
				action: 'ValidatePolicy',
				region: (typeof region === 'function' ? await region() : region) || 'us-east-1',
				method: 'POST',
				path: '/policy/validation',
				headers: {'content-type': 'application/json'},
				body: JSON.stringify({
					policyDocument: document,
					policyType: of === 'identity' ? 'IDENTITY_POLICY' : 'RESOURCE_POLICY',
					...(of === 'trust' && {
						validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument',
					}),
				}),
			});
			const findings = member(parseJson(answer), 'findings');

			if (!Array.isArray(findings)) {
				throw new AccountError(
					'unavailable',
					'access-analyzer:ValidatePolicy',
					'access-analyzer:ValidatePolicy gave no answer of AWS.',
				);
			}

			return findings.filter(isObject).map(
				({findingType, issueCode, findingDetails}): PolicyFinding => ({
					// A type that is new counts as a warning.
					type: types.includes(String(findingType))
						? (findingType as PolicyFinding['type'])
						: 'WARNING',
					code: String(issueCode),
					details: String(findingDetails),
				}),
			);
		},
	};
}
