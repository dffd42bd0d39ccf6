import type {JsonObject} from '../json.ts';

/** A job that `.sync` waits for. */
export type JobReference = {
	/** As the history has it: `batch:submitJob.sync`, `glue:startJobRun.sync`, … */
	service: string;
	job: string;
	/** The Glue job or the EMR application that it belongs to. */
	of: string | null;
};

export type JobReads = {
	/** As the service describes it, in one call; null where it is gone, or is of a service that is not asked. */
	job(reference: JobReference): Promise<JsonObject | null>;
};
