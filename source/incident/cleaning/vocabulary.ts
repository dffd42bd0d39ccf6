const words = `
a able about access accessdenied accessdeniedexception account action actions activity add adding after all allow allows already am
an and any api apply are array arn as assume at attempt authorization authorized aws awsstepfunctions awslambda amazonecs awsvpc
batch be because been being boundary bucket but by call calling can cannot cause caused characters check choice
client cloudformation cloudwatch cloudwatchlogs code code: condition configuration constraints console container correct could count create created
create_failed createstatemachine creating customer data declined definition delivery denied deny destination details did does document due during dynamodb
ecs eks enable encoded endpoint ensure entered error errors event eventbridge events exceed exceeded exceeding exception exceptions executing execution exist exists expected explicit
express failed failure field file finish following for format found from function generate global go group
handler handlererrorcode has have http https iam id identity identity-based if in information input integration internal into invalid invalidloggingconfiguration invalidrequest invoke is it its
job key kms lambda lambdafunction length limit limitexceeded line log logging logs managed managed-rule map maximum message missing model module more must
name named network networkmode new next no non nor not null number object of on one only operation operations or organizations output
parameter parameters parse pass passrole path perform permission permissions permitted policies policy prefixing prefix principal provide provided proxy
quota rate reached reason reference references regional request requestid requesttoken resource resource-based resourcehandler resources response result retry returned role rule run running runtask
schema schema_validation_failed scp sdk select send service session session-policy set sfn should size specified start starting state statemachine states status statuscode step stepfunctions stopped string suggest support supported
target task tasks template terminated text than that the their them then there this through throttling throttlingexception timed to token tolerated too transition trust type
unable unauthorized unexpected unknown until update updatestatemachine updating url use used user using valid validation validationexception value vpc was we were when which while with within without you your
neither either size. destination. resource. task's state's exactly destination stepfunctions.
`;

const known = new Set(words.split(/\s+/).filter(Boolean));

/** Whether AWS's messages use this word; how words broken at a line's end are told from two words. */
export const isWord = (text: string): boolean => known.has(text.toLowerCase());
