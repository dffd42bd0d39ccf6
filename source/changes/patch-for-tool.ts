import type {DeploymentTool} from '../diagnosis/ownership.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {cdk} from './patches/cdk.ts';
import {cloudFormation, sam} from './patches/cloudformation.ts';
import {type Patch, type PatchPrinter, patchOf} from './patches/patch.ts';
import {serverless} from './patches/serverless.ts';
import {terraform} from './patches/terraform.ts';

/** The others have no one form that a patch could be printed in. */
const printers: Partial<Record<DeploymentTool, PatchPrinter>> = {
	CloudFormation: cloudFormation,
	SAM: sam,
	CDK: cdk,
	Terraform: terraform,
	'Serverless Framework': serverless,
};

/** The same fix in the words of the tool that owns the resource; null where it has to be made in the tool's own source. */
export function patchFor(tool: DeploymentTool, change: Change): string | null {
	const printer = printers[tool];
	const patch = patchOf(change);
	return printer && patch ? printed(printer, patch) : null;
}

// Every printer is given its own patch alone, which the type of a look-up cannot say.
const printed = (printer: PatchPrinter, {name, patch}: Patch): string =>
	(printer[name] as (patch: Patch['patch']) => string)(patch);
