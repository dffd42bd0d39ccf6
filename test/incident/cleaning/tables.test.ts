import {describe, expect, it} from 'vitest';
import {withoutTables} from '../../../source/incident/cleaning/tables.ts';

describe('tables', () => {
	it('puts the cells of a SAM table together', () => {
		const table = `
-------------------------------------------------------------------------
ResourceStatus       ResourceType         ResourceStatusReason
-------------------------------------------------------------------------
CREATE_FAILED        AWS::StepFunctions   Resource handler
                     ::StateMachine       returned message: "The
                                          role is not auth
                                          orized"
CREATE_FAILED        AWS::IAM::Role       Resource creation
                                          cancelled
-------------------------------------------------------------------------
done`;
		expect(withoutTables(table).split('\n').slice(2)).toEqual([
			'ResourceStatus ResourceType ResourceStatusReason',
			'CREATE_FAILED AWS::StepFunctions::StateMachine Resource handler returned message: "The role is not authorized"',
			'CREATE_FAILED AWS::IAM::Role Resource creation cancelled',
			'done',
		]);
	});

	it('puts the cells of a table with lines together', () => {
		const table = `┌──────┬────────────┐
│ Role │ is not au  │
│      │ thorized   │
└──────┴────────────┘`;
		expect(withoutTables(table)).toContain('Role is not authorized');
	});

	it('keeps apart rows that each begin a record', () => {
		expect(withoutTables('| a | one |\n| b | two |').split('\n')).toEqual(['a one', 'b two']);
	});

	it.each(['plain text', 'a | b', 'CREATE_FAILED alone', ''])('leaves %j as it is', text => {
		expect(withoutTables(text)).toBe(text);
	});
});
