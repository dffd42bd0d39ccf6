import {bulkImportScenario} from './build/bulk-import.ts';

export const itemReaderDenied = bulkImportScenario({
	id: 'item-reader-denied',
	title: 'A Distributed Map cannot read its items: access to S3 is denied',
	story:
		'The file with the items moved to another bucket, and the role does not allow s3:GetObject there. No item was started.',
	name: 'article-import',
	missing: 'reads',
});
