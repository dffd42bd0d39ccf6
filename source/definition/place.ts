/** Where a state machine lives; its name and ARN are null while it does not exist yet. */
export type StateMachineLocation = {
	partition: string;
	region: string;
	accountId: string;
	stateMachineName: string | null;
	stateMachineArn: string | null;
};
