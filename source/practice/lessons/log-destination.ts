import {type Lesson, right, stop, wrong} from './lesson.ts';

export const logDestinationLesson: Lesson = {
	scenario: 'log-destination',
	stops: {
		start: stop('Lesson 1: the log destination', [
			'A deployment of order-fulfillment failed. You find out why, fix it and prove that it works. The account is a simulation: nothing you do here reaches AWS.',
			'As in a real incident, you first choose the state machine that is failing. Type a part of its name to filter the list.',
		]),
		paste: stop('The error', [
			'The error text stays on this machine. Paste the whole message with everything around it: names, ARNs and codes in it decide which known failure it is. This practice has the text ready.',
		]),
		meaning: stop('What the text says', [
			'sfn-fix names the known failure and how sure it is. So far it has only read the text. The checks read the account, and they write nothing.',
		]),
		checking: stop(
			'Two identities write logs',
			[
				'A state machine runs as its execution role. With that role, Step Functions sets up a log delivery. The delivery itself is made by a service, delivery.logs.amazonaws.com, and a service is allowed by a resource policy, not by a role.',
			],
			[
				{
					text: 'Which permissions does log delivery need?',
					answers: [
						wrong(
							'The person who deploys needs logs:PutLogEvents on the log group',
							'Step Functions does not use the permissions of the person who deploys to write logs.',
						),
						right(
							'The execution role sets up the delivery, and a resource policy allows the delivery service to write',
							'Both are needed, and AWS reports either one with the same sentence.',
						),
						wrong(
							'Only the execution role: it creates the log streams and writes the events',
							'The role sets up the delivery. The events are written by delivery.logs.amazonaws.com, which needs a resource policy.',
						),
					],
				},
			],
		),
		'pick-remedy': stop('How to read the checks', [
			'Each check is a statement that is true when it is ok. A problem says what was found instead. Press ? to see what each check read.',
			'Fixes are sorted by what they allow: the first is the narrowest. "Widens" says what else it allows.',
		]),
		confirm: stop('Read the diff before you answer', [
			'The diff is exactly what is written. The role gets a separate inline policy, so your own policies stay as they are and the change is easy to remove. Right before it writes, sfn-fix reads the resource again and stops if it changed.',
		]),
		repeat: stop('Proof', [
			'After the writes, every check runs again on what AWS shows now. That proves the permissions. To prove the rest, sfn-fix then repeats what failed. That has side effects, so it asks again.',
		]),
		end: stop(
			'What you learned',
			[
				'"Not authorized to access the Log Destination" has three causes: the role, the resource policy, or a resource policy that is full.',
				'The 8 actions that set up a log delivery have no resource level, so AWS requires Resource "*" for them.',
				'An account has at most 10 resource policies of 5,120 characters in a region. A policy on the log group itself does not count towards them.',
			],
			[
				{
					text: 'The role has every logging permission, and the error stays. What do you check next?',
					answers: [
						right(
							'The CloudWatch Logs resource policies: whether one covers the log group, and whether it is full',
							'That is the other half of the delivery.',
						),
						wrong(
							'The log level of the state machine',
							'The level decides which events are logged, not whether the destination is accepted.',
						),
						wrong(
							'The retention of the log group',
							'Retention deletes old events. It does not keep a delivery from being set up.',
						),
					],
				},
				{
					text: 'Why does the fix not name the log group in the actions that set up the delivery?',
					answers: [
						wrong(
							'To allow every log group of the account in advance',
							'These actions cannot be limited to a log group.',
						),
						right(
							'These actions have no resource level: AWS only accepts Resource "*"',
							'So the fix says what it widens, instead of hiding it.',
						),
						wrong(
							'Because IAM does not know log groups as resources',
							'It does: logs:PutLogEvents, for example, has a resource level.',
						),
					],
				},
				{
					text: 'You changed your mind after the fix. How do you get back?',
					answers: [
						wrong(
							'Delete the role and create it again',
							'That loses the policies that were there before, and its trust policy.',
						),
						wrong(
							'Deploy the stack again: it restores the role',
							'Only if the stack owns the role, and then it restores the fault as well.',
						),
						right(
							'sfn-fix undo: every change is in the journal with what was there before',
							'sfn-fix history lists the changes, and undo shows a diff and asks before it writes.',
						),
					],
				},
			],
		),
	},
};
