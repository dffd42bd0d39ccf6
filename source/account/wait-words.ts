import type {OnWait, WaitNotice} from './sdk/bounds.ts';

/** A line for each host, or for the credentials, however many calls are waiting for it. */
export function tellWaits(tell: (line: string) => void): OnWait {
	const told = new Set<string>();

	return notice => {
		const what = notice.host ?? '';

		if (!told.has(what)) {
			told.add(what);
			tell(waitWords(notice));
		}
	};
}

const waitWords = ({host, operation, seconds}: WaitNotice): string =>
	host === null
		? `Waiting for AWS credentials (${seconds} s so far): a credential process, a login or a metadata service has not answered yet.`
		: `Waiting for ${host} (${seconds} s so far): it has not answered ${operation} yet.`;
