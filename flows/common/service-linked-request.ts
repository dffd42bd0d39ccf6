import type {Role} from '../../source/account/iam.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';

export const serviceLinkedRequest = (role: Role): Request => ({
	to: 'whoever deploys the state machine',
	text: `Role ${role.arn} is a service-linked role, which AWS alone can change. Please give the state machine a role of its own.`,
});
