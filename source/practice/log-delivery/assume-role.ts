import {evaluateResourcePolicies} from '../../policy/evaluate.ts';
import {AwsError} from '../aws-error.ts';
import {rolePolicies} from '../role-policies.ts';
import {roleByArn} from '../seen-role.ts';
import type {OperationContext} from '../service.ts';

/** A missing role, one that Step Functions cannot see yet and one that does not trust it: one text for all. */
export function checkStepFunctionsMayAssume(
	roleArn: string,
	stateMachineArn: string,
	context: OperationContext,
): void {
	const {accountId, region, behaviour} = context.state;
	const role = roleByArn(context.state, roleArn);
	const trust = role && rolePolicies(role, context, behaviour.iamPropagationDelay).trust;

	const trusts = (service: string): boolean =>
		!!trust &&
		evaluateResourcePolicies(
			{
				principal: {kind: 'service', service},
				action: 'sts:AssumeRole',
				resource: roleArn,
				context: {
					'aws:SourceAccount': {known: [accountId]},
					'aws:SourceArn': {known: [stateMachineArn]},
				},
			},
			[trust],
		).answer === 'allowed';

	if (!trusts('states.amazonaws.com') && !trusts(`states.${region}.amazonaws.com`)) {
		throw new AwsError(
			'AccessDeniedException',
			'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
		);
	}
}
