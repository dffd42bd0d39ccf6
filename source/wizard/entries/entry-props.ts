import type {Entry} from '../entry.ts';

export type EntryProps<Kind extends Entry['kind']> = {entry: Extract<Entry, {kind: Kind}>};
