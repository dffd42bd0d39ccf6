/** Words of AWS and of sfn-fix's own sentences: what is called so is replaced where it is certain to be the name. */
export const ownWords = new Set(
	`a about above absence accept acceptable accepted accepts access accessing according account accounts
	acm across action actions active activities activity add added adding additional address adds
	administrator administrators advises affects after afterwards again against agent ago agree agrees
	alias aliases all allow allowed allows alone already also although always amazon among amplify an
	and another answer answered answers any anymore anything apart api apigateway appear appears appends
	application applied applies apply approval approve are argument arguments arithmetic arn arns around
	array arrive arrived arrows as asc ask asked asking asks assert assign assume assumed assumes
	assuming at athena attach attached attaches attempt attempts authorization authorized auto automatic
	available avoid avoids away aws awslogs awsvpc back backoff backticks backup bar bash batch be
	became because becomes bedrock been before began begin beginning begins behind being belong belongs
	below beside best between blindly blocks body boolean both boundary brackets branch branches breaks
	bucket budgets build builds bulleted busy but by byte bytes call callback called caller callers
	calling calls came can cancel cancellation cannot capacity carries case cases catch caught cause
	caused causes cdk cell certificate chain change changed changes changing character characters charge
	charges chatbot check checked checking checks child children chime choice choices choose chooses
	chose chosen class clear cli clients clipboard close closing cloudformation cloudtrail cluster code
	codebuild colon color column columns com combine come comes comma command commands comment common
	compare compared comparing complete completely completes completing completion completions
	comprehend computed concerns concurrency concurrent condition conditional conditions conductor
	confidence config configuration configure configured confirm confirmed confused connect connection
	connector consider consistent console const constraints construct container containers contains
	content context continue continues control convert copilot copy correct corrected costs could couldn
	count counts covers crawler create created creates creating creation credential credentials cross
	ctrl current custom customer cut damaged dash dashboard data database date dax day days dbname
	dbuser decide decides decimals declined decode decoded decrypt deduplication deeply default defined
	definition delegates delete deleted deleting deletion deliver delivered deliveries delivering
	delivers delivery delta demo denial denied denies deny depends deploy deployed deployer deploying
	deployment deploys deputy deregistered derives describe destination destinations detach detail
	details detective determined diagnose diagnostics did diff different differs digest digits disabled
	disagrees disconnected disk distributed dlm dms do docs document documented documents does done
	double doubles driver dropped drs due duration dynamodb each earlier early easy ebs ecr ecs edit
	effect effects effort efs eight either eks elasticmapreduce elasticsearch element else elsewhere
	empty emr enable enabled enclosing encoded encrypt encrypted encryption end ended ending endpoint
	endpoints ends engine enough ensure enter entered entity entries entry environment equally error
	errors esc escape essential eu eval evaluate evaluated evaluation even event events eventually ever
	every everybody everyone everything everywhere evidence evident evidently exactly examined example
	examples exceed exceeded exceeding except exception exclude excluded execute executing execution
	executions exempt exist existence existing exists exit exited expanded expected expects expired
	expires explain explains explanation explicit explicitly export express expression expressions facts
	fail failed failing fails failure failures false families family far fargate fault feature features
	federation fence fenced fetch few fewer field fields file fill filled fills filter find findings
	finds fine finish finspace firehose first fis fish fit fits five fix fixed fixes fixing floor flow
	flows fms folder follow followed follows for forecast foreign form format found foundation framework
	frequent from fsx full function functions further future gap gateway gave generates get gets give
	given gives glacier global glue go goes gone got grant granted grants graph greengrass grep group
	groups grown guarantee guardrail guide had hand handle handler handles handling hang hangs happened
	happens harmless has have head headers heading health healthy heartbeat heartbeats help helps here
	hexadecimal hides higher history hold holds hours how http https iam id identifier identity ids if
	image imagebuilder immediately import in inactive include included including incomplete increase
	inference ingestion inline inner input inside insights inspector instance instances instead
	integrated integrating integration intended interrupted interruption into invalid invocation
	invocations invoke involved iot is isn issue it item items iteration its itself ivs java job jobs
	join joins journal json jsonata jsonencode kafka keep keeps kendra kept key keys keyspaces killed
	kind kinds kinesis kms know known knows kube kubernetes label lambda language large larger largest
	last lasts late later latest leading leads least leave leaves led left length less lesson lessons
	letter letters level levels lightsail like likely limit limits line lines link list listed listing
	lists little live load locally location log logged logger logging login logs long longer look
	lookalikes looked looking looks loop lost lower machine machines made make makes manage managed
	manager manages managing manifest many map mark markdown match matched matches math matter matters
	max maximum mean means meant meantime meet memory mentions merge message messages met metadata
	method mgn might million min minute minutes missed missing mock mocked mode model module modules
	moment more most move mq ms much must mwaa name named names narrow narrower narrowest nearest need
	needed needs negative neither neptune nested nests network never new newest next no nobody none nor
	normal not nothing notified now npm null number numbers object objects obstacle occasional occur
	occurred of off offers offline often ok old older omics on once one ones only open opens operand
	operation operator operators optimized option optional options or organization organizations other
	others otherwise our out outcome outposts output outside over overrides overwrite overwrites
	overwritten own owner owns pace pack page pages paid parallel parameter parameters params parent
	parse part partition parts pass passed passes paste pasted patch path paths pattern patterns payload
	pending per perform permission permissions person personalize picture pinpoint pipe pipeline pipes
	place placeholders places plain plan planned play played please pod point points policies policy
	poll pollers polling polls polly port positive possible possibly post practice practices precedence
	prefix prefixing preparing press prevents pricing principal principals print printable prints
	privilege probably problem problems process processed processing processor product profile program
	progress project promises proof propagate propagated properties property proposed protects protocol
	prove provide provided provider proxy pseudonyms public publish pull put qualifier query question
	questions queue queued queues quite quota quotas quote quotes raise raised ram ran rate rates rds
	reach reached reaches read readable readers reading readonly reads ready real really reason reasons
	received receives recent recognized recommends record recorded redacted redrive redriven redshift
	ref reference referenced references referencing refills refuse refused refuses region regional
	regions registered reject rejected rejects rekognition remedies remedy remove removes rename repeat
	repeated repeating repeats replace replaced replaces replacing report reported reporting reports
	repository request requests required requires reserve reserved reserves resource resources respond
	responding response rest restores result results resume resumes retention retried retries retry
	return returned returns review revision right role roles room root round route routes routing row
	rows rule rules rum run running runs s3 said sam same sandbox save saw say says scaling scan
	scenario scenarios schedule scheduler schema schemas screen screens script second seconds secret
	secrets secretsmanager security see seems seen segments send sender sends sent sentence separate
	sequence serialize server serverless service services ses session sessions set sets settings seven
	several sfn sh shared shell shield ship short shortly should show shown shows side sides signed
	signer similar simulator since single size sizes skipped slash slow slowest sms snippet snowball sns
	so some somebody something sometimes soon sort sorted source space spaces speaks special specified
	specify spelled spelling split sqs ssm sso stack stage stalled standard start started starts state
	statement statements states status statuses stay stays step stepfunctions steps still stock stop
	stopped stopping stops store stream streams string strings sts stuck subject subnet subnets succeed
	succeeded succeeds success such suggest suggests sum summary support sure swallowed swf switch
	symmetric synchronous synchronously syntax synth synthetics system systems table tag tags take taken
	takes tally target task tasks team teams tell tells template temporary ten terminal terraform test
	tests text textract than that the their them then there these they things this those three threshold
	throttled through throughput ticket time timed timeout timeouts times timestamp title to together
	token tokens told tolerance tolerated tolerates too took tool tools topic touched towards trace
	traces tracing training transaction transcribe transfer transform translate treat triage tried
	trigger troubleshoot troubleshooting true trust trusted trusts try trying turn twice two type typeof
	unable unavailable unchanged undefined under undo undoes undoing undone unexpected unique unknown
	unless untag until unused up update updated updating uploads url us usable usage use used user uses
	using usual usually utilization valid validate validator value values variable variables verdict
	verified verifies version versions viewing visible waf wait waiting waits want wanted warning
	warnings was watch way ways we web weights well went were what whatever when where whether which
	while white who whole whose why widens wildcard wildcards will window wisdom with within without
	wizard word words work worked worker workers workflow workflows workgroup works worth would wrap
	writable write writer writes writing written wrong wrote year yes yet you your yourself zsh`
		.split(/\s+/)
		.filter(Boolean),
);
