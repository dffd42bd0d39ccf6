import type {Identity, Reads} from '../account.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

export const stsReads = (
	sts: Services['sts'],
): Pick<Reads, 'identity' | 'decodeAuthorization'> => ({
	identity: () =>
		sts('GetCallerIdentity', async (client, sdk): Promise<Identity> => {
			const caller = await client.send(new sdk.GetCallerIdentityCommand({}));
			const arn = required(caller.Arn, 'Arn');

			return {
				accountId: required(caller.Account, 'Account'),
				arn,
				region: await client.config.region(),
				partition: required(arn.split(':')[1], 'partition'),
			};
		}),

	decodeAuthorization: EncodedMessage =>
		sts('DecodeAuthorizationMessage', async (client, sdk) => {
			const answer = await client.send(new sdk.DecodeAuthorizationMessageCommand({EncodedMessage}));
			return required(answer.DecodedMessage, 'DecodedMessage');
		}),
});
