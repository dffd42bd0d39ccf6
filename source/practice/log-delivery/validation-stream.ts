/** Stays behind in the log group where a delivery has been tried. */
export const validationStream = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';
