import {createHash} from 'node:crypto';
import type {Run} from '../run.ts';
import type {Actor} from './refusal.ts';

/** Step Functions acts as the role that the execution was started with, in a session of its own. */
export const actorOf = ({state, attempt, execution, now}: Run): Actor => ({
	state,
	roleArn: attempt.roleArn,
	session: sessionName(execution.arn),
	now,
});

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 32 letters, as Step Functions names its sessions. */
const sessionName = (seed: string): string =>
	[...createHash('sha256').update(seed).digest()].map(byte => letters[byte % 52]).join('');
