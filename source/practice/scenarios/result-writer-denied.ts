import {bulkImportScenario} from './build/bulk-import.ts';

export const resultWriterDenied = bulkImportScenario({
	id: 'result-writer-denied',
	story: 'A ResultWriter was added to the Map state.',
	name: 'article-export',
	missing: 'writes',
});
