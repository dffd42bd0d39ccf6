import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {statementWords, subjectRolePermissions} from '../common/role-permissions.ts';
import {roleArnWord} from '../common/subject-role.ts';
import {judgeLogActions, statementsOf} from './judge-log-actions.ts';
import {deliverySetUpActions, logWritingActions} from './log-delivery-actions.ts';
import {obstacleTo} from './log-delivery-obstacles.ts';

export const roleLogDeliveryActions: Check = {
	id: 'role-log-delivery-actions',
	title: 'May the role set up log delivery?',
	decisive: true,
	command: subject =>
		`aws iam simulate-principal-policy --policy-source-arn ${roleArnWord(subject)} --action-names ${[...deliverySetUpActions, ...logWritingActions].join(' ')} --query 'EvaluationResults[].[EvalActionName,EvalDecision]' --output table`,

	async run(context) {
		const permissions = await subjectRolePermissions(context);
		const judged = await judgeLogActions(permissions, context);
		const setUp = judged.filter(({action}) => isSetUp(action));
		const writing = judged.filter(({action}) => !isSetUp(action));
		const healthy: Answer = {
			outcome: 'ok',
			evidence: 'evaluated',
			answer: `Yes: role ${permissions.role.name} may do all ten actions that logging asks for.`,
			details: [
				...statementsOf(judged, 'allowed').map(ref => `Allowed by ${statementWords(ref)}`),
				"Out of sight: the organisation's policies, which may deny it all the same.",
			],
		};

		return (
			obstacleTo({part: 'set-up', permissions}, setUp) ??
			obstacleTo({part: 'writing', permissions}, writing) ??
			healthy
		);
	},
};

const isSetUp = (action: string): boolean => deliverySetUpActions.some(name => name === action);
