import type {DeploymentTool} from '../diagnosis/ownership.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {cdk} from './patches/cdk.ts';
import {cloudFormation, sam} from './patches/cloudformation.ts';
import {type Patch, type PatchPrinter, patchOf} from './patches/patch.ts';
import {serverless} from './patches/serverless.ts';
import {terraform} from './patches/terraform.ts';

const formats = {
	cloudformation: {tool: 'CloudFormation', printer: cloudFormation},
	sam: {tool: 'SAM', printer: sam},
	cdk: {tool: 'CDK', printer: cdk},
	terraform: {tool: 'Terraform', printer: terraform},
	serverless: {tool: 'Serverless Framework', printer: serverless},
} as const satisfies Record<string, {tool: DeploymentTool; printer: PatchPrinter}>;

export type PatchFormat = keyof typeof formats;

export const patchFormats = Object.keys(formats) as PatchFormat[];

export const toolOfFormat = (format: PatchFormat): DeploymentTool => formats[format].tool;

/** Null for a tool that has no one form that a patch could be printed in. */
export const formatOfTool = (tool: DeploymentTool): PatchFormat | null =>
	patchFormats.find(format => formats[format].tool === tool) ?? null;

/** The same fix in the words of a deployment tool; null where it has to be made in the tool's own source. */
export function patchFor(format: PatchFormat, change: Change): string | null {
	const patch = patchOf(change);
	return patch ? printed(formats[format].printer, patch) : null;
}

// Every printer is given its own patch alone, which the type of a look-up cannot say.
const printed = (printer: PatchPrinter, {name, patch}: Patch): string =>
	(printer[name] as (patch: Patch['patch']) => string)(patch);
