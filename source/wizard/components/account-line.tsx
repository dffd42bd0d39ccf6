import {createContext, useContext} from 'react';
import stringWidth from 'string-width';
import {parseArn} from '../../aws/arn.ts';
import {breakLine} from '../../output/break-line.ts';
import type {Settings} from '../../run/state.ts';
import {Words} from './words.tsx';

/** Account, region and identity: first on every screen that concerns an account. Nothing of it is cut. */
export const AccountLine = ({lines}: {lines: readonly string[]}) =>
	lines.map(line => (
		<Words key={line} fit="exact">
			{line}
		</Words>
	));

/** As the console names who is logged in: `OnCallEngineer/robin`, `user/anna`, `root`. */
export const callerOf = (arn: string): string =>
	(parseArn(arn)?.resource ?? arn).replace(/^assumed-role\//, '');

/** In one row where there is room for it. */
export function accountLines({identity, practice, writesOff}: Settings, columns: number): string[] {
	const {accountId, region, arn} = identity;
	const mode = practice ? '  practice' : writesOff === 'read-only' ? '  read-only' : '';
	const [head, who] = [`Account ${accountId}  ${region}`, `as ${callerOf(arn)}`];
	const rows = [
		[`${head}  ${who}${mode}`],
		[head, `${who}${mode}`],
		[head, who, mode.trim()].filter(Boolean),
	];

	return (
		rows.find(each => each.every(line => stringWidth(line) <= columns)) ??
		rows[2] ??
		[]
	).flatMap(line => breakLine(line, columns));
}

const AccountRowsContext = createContext(2);

export const AccountRowsProvider = AccountRowsContext.Provider;

/** The rows of the frame that the account takes. */
export const useAccountRows = (): number => useContext(AccountRowsContext);
