import {option} from '../../aws/shell-quote.ts';
import {sameJsonText} from '../meaning.ts';
import type {ChangeKind, ChangeOfKind} from './change-kind.ts';

/** The text of a log group that is to be, or is. */
const logGroupText = (logGroupName: string): string => JSON.stringify({logGroupName});

export const logGroup: ChangeKind<ChangeOfKind<'log-group'>> = {
	actions: ['create', 'delete'],
	key: ({logGroupName}) => `log-group/${logGroupName}`,
	target: ({logGroupName}) => `log group ${logGroupName}`,

	async read({logGroupName}, reads) {
		const group = await reads.logGroup(logGroupName);
		return {text: group === null ? null : logGroupText(group.name), revisionId: null};
	},

	async write({logGroupName, after}, {writes}) {
		await (after === null
			? writes.deleteLogGroup(logGroupName)
			: writes.createLogGroup(logGroupName));
		return null;
	},

	commands({logGroupName, after}) {
		const operation = after === null ? 'delete-log-group' : 'create-log-group';
		return [['logs', operation, ...option('log-group-name', logGroupName)]];
	},

	sameText: sameJsonText,
	size: null,
	printPolicy: null,
};
