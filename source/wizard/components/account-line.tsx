import {Box} from 'ink';
import type {Settings} from '../../run/state.ts';
import {Words} from './words.tsx';

/** Account, region and identity: first on every screen that concerns an account. Two rows. */
export function AccountLine({settings}: {settings: Settings}) {
	const {accountId, region, arn} = settings.identity;
	const mode = settings.practice
		? '  practice'
		: settings.writesOff === 'read-only'
			? '  read-only'
			: '';

	return (
		<Box flexDirection="column">
			<Words tone="dim" fit="cut">{`Account ${accountId}  ${region}${mode}`}</Words>
			<Words tone="dim" fit="cut-middle">{`as ${arn}`}</Words>
		</Box>
	);
}
