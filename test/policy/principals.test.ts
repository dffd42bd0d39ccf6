import {describe, expect, test} from 'vitest';
import type {PrincipalElement, Statement} from '../../source/policy/document.ts';
import {principalFits} from '../../source/policy/principals.ts';
import type {RequestPrincipal} from '../../source/policy/request.ts';

const accountId = '123456789012';
const service: RequestPrincipal = {kind: 'service', service: 'states.amazonaws.com'};
const role: RequestPrincipal = {
	kind: 'aws',
	arn: `arn:aws:iam::${accountId}:role/app/runner`,
	accountId,
};
const session: RequestPrincipal = {
	kind: 'aws',
	arn: `arn:aws:sts::${accountId}:assumed-role/runner/one`,
	accountId,
};

const named = (Principal: PrincipalElement): Statement => ({Effect: 'Allow', Principal});
const aws = (...ids: string[]) => named({AWS: ids});

describe('Principal', () => {
	test.each<[string, Statement, RequestPrincipal, unknown]>([
		['everybody is the service too', named('*'), service, 'yes'],
		['every AWS principal is the service too', aws('*'), service, 'yes'],
		['the service', named({Service: ['states.amazonaws.com']}), service, 'yes'],
		['another service', named({Service: ['ecs.amazonaws.com']}), service, 'no'],
		['a regional name of it', named({Service: ['states.eu-west-1.amazonaws.com']}), service, 'no'],
		['an account is no service', aws(accountId), service, 'no'],
		['a service is no role', named({Service: ['states.amazonaws.com']}), role, 'no'],
		['the account id', aws(accountId), role, 'yes'],
		['the root ARN', aws(`arn:aws:iam::${accountId}:root`), session, 'yes'],
		['another root ARN', aws('arn:aws:iam::111122223333:root'), session, 'no'],
		['the role', aws(`arn:aws:iam::${accountId}:role/app/runner`), role, 'yes'],
		['the role at another path', aws(`arn:aws:iam::${accountId}:role/runner`), role, 'no'],
		['the role of the session', aws(`arn:aws:iam::${accountId}:role/app/runner`), session, 'yes'],
		['another role', aws(`arn:aws:iam::${accountId}:role/app/walker`), session, 'no'],
		['a user of that name', aws(`arn:aws:iam::${accountId}:user/runner`), session, 'no'],
		['the session', aws(`arn:aws:sts::${accountId}:assumed-role/runner/one`), session, 'yes'],
		['another session', aws(`arn:aws:sts::${accountId}:assumed-role/runner/two`), session, 'no'],
		['an id that stands for a deleted role', aws('AROAEXAMPLEEXAMPLE'), role, 'no'],
		[
			'some session of the role',
			aws(`arn:aws:sts::${accountId}:assumed-role/runner/two`),
			role,
			{dependsOn: ['principal']},
		],
		['nobody', {Effect: 'Allow'}, role, 'no'],
	])('%s', (_title, statement, principal, expected) => {
		expect(principalFits(statement, principal)).toEqual(expected);
	});
});

test('NotPrincipal is everybody else', () => {
	const others: Statement = {Effect: 'Deny', NotPrincipal: {AWS: [accountId]}};

	expect(principalFits(others, role)).toBe('no');
	expect(principalFits(others, service)).toBe('yes');
});
