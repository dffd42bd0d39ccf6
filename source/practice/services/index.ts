import type {PracticeService} from '../service.ts';
import {accessAnalyzer} from './access-analyzer.ts';
import {cloudTrail} from './cloudtrail.ts';
import {ecs} from './ecs/ecs.ts';
import {iam} from './iam/iam.ts';
import {jobServices} from './jobs.ts';
import {lambda} from './lambda/lambda.ts';
import {logs} from './logs/logs.ts';
import {stepFunctions} from './step-functions/step-functions.ts';
import {sts} from './sts.ts';

export const services: readonly PracticeService[] = [
	stepFunctions,
	logs,
	iam,
	sts,
	ecs,
	lambda,
	cloudTrail,
	accessAnalyzer,
	...jobServices,
];
