// What is named here is all that the bundler keeps of the client.
export {
	DecodeAuthorizationMessageCommand,
	GetCallerIdentityCommand,
	STSClient,
} from '@aws-sdk/client-sts';
