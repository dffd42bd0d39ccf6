/** Where AWS is asked, and as whom. What is null is left to the shell that runs a printed command. */
export type AwsLocation = {
	partition: string;
	region: string;
	accountId: string;
	/** The profile that was named, not the one that the environment picks. */
	profile: string | null;
	endpointUrl: string | null;
};
