import {uuidOf} from '../../ids.ts';
import * as refusals from '../../log-delivery/refusals.ts';
import {accountId, region} from './names.ts';

/** The very messages with which the account refuses. */
export const notAuthorized = refusals.notAuthorized().message;
export const sizeExceeded = refusals.sizeExceeded().message;

type Refusal = {logicalId: string; code: string; message: string};

/** As the CloudFormation console and `aws cloudformation describe-stack-events` show it. */
export const cloudFormationPaste = ({logicalId, code, message}: Refusal): string =>
	`${logicalId} | AWS::StepFunctions::StateMachine | UPDATE_FAILED | Resource handler returned message: "${message} (Service: AWSStepFunctions; Status Code: 400; Error Code: ${code}; Request ID: ${uuidOf(logicalId + code)}; Proxy: null)" (RequestToken: ${uuidOf(`token ${logicalId}`)}, HandlerErrorCode: ${code === 'AccessDeniedException' ? 'AccessDenied' : 'InvalidRequest'})`;

type TerraformRefusal = {name: string; code: string; message: string; creating?: boolean};

/** As Terraform frames an error in a terminal. */
export function terraformPaste({name, code, message, creating = false}: TerraformRefusal): string {
	const resource = name.replaceAll('-', '_');
	const what = creating
		? `creating Step Functions State Machine (${name})`
		: `updating Step Functions State Machine (arn:aws:states:${region}:${accountId}:stateMachine:${name})`;

	return `╷
│ Error: ${what}: operation error SFN: ${creating ? 'CreateStateMachine' : 'UpdateStateMachine'}, https response error StatusCode: 400, RequestID: ${uuidOf(name + code)}, api error ${code}: ${message}
│
│   with aws_sfn_state_machine.${resource},
│   on workflows.tf line 41, in resource "aws_sfn_state_machine" "${resource}":
│   41: resource "aws_sfn_state_machine" "${resource}" {
│
╵`;
}

export const cliPaste = (code: string, message: string): string =>
	`An error occurred (${code}) when calling the UpdateStateMachine operation: ${message}`;
