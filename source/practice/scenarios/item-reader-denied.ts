import {bulkImportScenario} from './build/bulk-import.ts';

export const itemReaderDenied = bulkImportScenario({
	id: 'item-reader-denied',
	story: 'The file with the items moved to another bucket.',
	name: 'article-import',
	missing: 'reads',
});
