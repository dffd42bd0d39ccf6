import {Box} from 'ink';
import type {Settings} from '../state.ts';
import {Words} from './words.tsx';

/** Account, region and identity: first on every screen that concerns an account. Two rows. */
export function AccountLine({settings}: {settings: Settings}) {
	const {accountId, region, arn} = settings.identity;
	const mode = settings.practice ? '  practice' : settings.readOnly ? '  read-only' : '';

	return (
		<Box flexDirection="column">
			<Words tone="dim" fit="cut">{`Account ${accountId}  ${region}${mode}`}</Words>
			<Words tone="dim" fit="cut-middle">{`as ${arn}`}</Words>
		</Box>
	);
}
