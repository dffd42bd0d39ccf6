import type {Identity} from '../../account/account.ts';
import type {Page} from './page.ts';

/** Account, region and identity: first on everything that concerns an account. */
export function printIdentity(page: Page, {accountId, region, arn}: Identity): void {
	page.paragraph(`Account ${accountId}, region ${region}, as ${arn}`);
}
