import {isObject, member, parseJson} from '../../json.ts';
import {AwsError} from '../aws-error.ts';
import type {PracticeService} from '../service.ts';
import type {Input} from '../wire/protocol.ts';
import {restProtocol} from '../wire/rest.ts';
import {jsonErrors} from './common-errors.ts';

/** https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html */
export const accessAnalyzer: PracticeService = {
	prefix: 'access-analyzer',
	protocol: restProtocol([
		{operation: 'ValidatePolicy', method: 'POST', path: /^\/policy\/validation$/},
	]),
	errors: {...jsonErrors, accessDeniedStatus: 403},
	operations: {ValidatePolicy: validatePolicy},
	resourceOf: () => '*',
};

/** Of AWS's checks the one that a fix can run into. */
function validatePolicy({policyDocument, policyType}: Input): object {
	if (typeof policyDocument !== 'string' || typeof policyType !== 'string') {
		throw new AwsError('ValidationException', 'policyDocument and policyType are required');
	}

	const statements = [member(parseJson(policyDocument), 'Statement')].flat().filter(isObject);
	const passesEveryRole = statements.some(
		({Effect, Action, Resource}) =>
			Effect === 'Allow' &&
			[Action].flat().includes('iam:PassRole') &&
			[Resource].flat().includes('*'),
	);

	return {
		findings: passesEveryRole
			? [
					{
						findingType: 'SECURITY_WARNING',
						issueCode: 'PASS_ROLE_WITH_STAR_IN_RESOURCE',
						findingDetails:
							'Using the iam:PassRole action with wildcards (*) in the resource can be overly permissive because it allows iam:PassRole permissions on multiple resources.',
						learnMoreLink:
							'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
						locations: [],
					},
				]
			: [],
	};
}
