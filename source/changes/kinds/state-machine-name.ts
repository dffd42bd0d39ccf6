export const stateMachineName = (arn: string): string => arn.split(':')[6] ?? arn;
