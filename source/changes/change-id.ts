import {createHash} from 'node:crypto';
import type {Change} from '../diagnosis/remedy.ts';
import {kindOf} from './kinds/kind-of.ts';

/** The same for the same change to the same thing, whenever it is asked: 12 hexadecimal digits. */
export const changeId = (change: Change): string =>
	createHash('sha256')
		.update(JSON.stringify([change.kind, kindOf(change).key(change), change.before, change.after]))
		.digest('hex')
		.slice(0, 12);
