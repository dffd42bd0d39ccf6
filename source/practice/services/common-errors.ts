import type {PracticeService} from '../service.ts';

export const queryErrors: PracticeService['errors'] = {
	accessDenied: 'AccessDenied',
	accessDeniedStatus: 403,
	throttled: 'Throttling',
	internal: 'ServiceFailure',
	internalMessage:
		'The request processing has failed because of an unknown error, exception or failure.',
};

export const jsonErrors: PracticeService['errors'] = {
	accessDenied: 'AccessDeniedException',
	accessDeniedStatus: 400,
	throttled: 'ThrottlingException',
	internal: 'InternalServerError',
	internalMessage: 'Internal server error',
};
