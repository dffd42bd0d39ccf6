import {bulkImportScenario} from './build/bulk-import.ts';

export const resultWriterDenied = bulkImportScenario({
	id: 'result-writer-denied',
	title: 'A Distributed Map cannot write its results: access to S3 is denied',
	story:
		'A ResultWriter was added to the Map state. It writes a test manifest before the first item, and the role does not allow s3:PutObject.',
	name: 'article-export',
	missing: 'writes',
});
