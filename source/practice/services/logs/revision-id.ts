import {randomUUID} from 'node:crypto';

/** What a policy on a log group is known by until it is written anew. */
export const newRevisionId = (): string => randomUUID().replaceAll('-', '');
