import type {Identity} from '../../account/account.ts';
import type {Page} from './page.ts';

/** Account, region and identity: first on everything that concerns an account. */
export function printIdentity(page: Page, {accountId, region, arn}: Identity): void {
	page.line(
		`Account ${page.style('bold', page.safe(accountId))}  region ${page.style('bold', page.safe(region))}  as ${page.safe(arn)}`,
	);
}
