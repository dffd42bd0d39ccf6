export function flowCalls(): Record<
	string,
	{reads: string[]; changes: string[]; repeats: string[]}
>;
