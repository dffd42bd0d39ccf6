/** One management event. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html */
export type TrailEvent = {
	at: Date;
	/** The call: `PutRolePolicy`. */
	name: string;
	/** `logs.amazonaws.com`: several services have a PutResourcePolicy. */
	source: string | null;
	/** Who made it, as an ARN where AWS says one. */
	who: string | null;
	isReadOnly: boolean;
	/** AWS's name of the error where the call was refused: nothing changed then. */
	errorCode: string | null;
	requestParameters: Record<string, unknown>;
};

export type TrailQuery = {
	/** LookupEvents takes one attribute a call. */
	attribute: 'ResourceName' | 'EventName';
	value: string;
	/** Milliseconds since 1970. */
	from: number;
	to: number;
	/** IAM's events are in us-east-1, wherever the account works. */
	region: string;
};

export type CloudTrailReads = {
	/** The newest first, of at most two pages. One call at a time, two a second: AWS allows no more. */
	trailEvents(query: TrailQuery): Promise<{events: TrailEvent[]; isCut: boolean}>;
};
