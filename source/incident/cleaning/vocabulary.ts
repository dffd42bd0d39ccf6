/** The words of AWS's messages and of the prose around them; data, in alphabetical order. */
const words = `
a able about above absent accept accepted access account account's across action actions activity
add added adding addition additions address addresses adds after again against ago alike all allow
allowed allows alone already also always am among an and another answer answered answers any
anything apart api appear applied applies apply are argument arguments arn arns around array as
ask asked asks assume async at attached attempt attempting authorisation authorization authorized
await away aws awsstates awsvpc back basket batch be because become becomes been before begin
beginning begins behaviour behind being belong belongs below beside besides between beyond body
boolean both bound boundaries boundary branch branches break breaks broken bucket bundler but by
bytes call called caller calling calls came can candidate cannot carried carries case catch cause
caused cell cells certificate change changed changes character characters check checks child
children choice choose chosen chunk ciphertext class clean cleaned client clients clock closing
cloudformation cloudwatch cluster code colleague colon column come comes comma command commands
compare complete completed concerns condition conditions confidence config configuration
connection consent console const constraints construct contact container containers contains
content context continue control controller copy correct correctly could couldn't count counted
counts cover covers create create_failed created creating creation credentials current customer
cut data date days decision declined decoded decrypt default definition definition's delay delete
deleted deleting deliver deliveries delivery demo denied deny depends deploying deployment deploys
depth describe described destination destinations details diagnosing diagnosis diagnostic did diff
differ different differs digits directory dispatch docs document documented documents does doesn't
don't done down draft due during dynamodb each earlier ecs effect effects eight either eks element
else empty enable enabled encoded encrypt encrypted end ended ending endpoint endpoints ends
enough ensure enter entered entries entry env equal error errors escape escaped escapes essential
even event eventbridge events ever every everything evidence exact exactly examined example exceed
exceeded exceeding except exception exceptions executing execution executionalreadyexists
executiondoesnotexist executions exist existing exists exit exited expected expired explicit
export express expression extends facts fail failed fails failure failures false far fault feature
features field fields file files filled filling fillings fills filter find finish finished first
fit fits five fix fixed flow flows folded follow following follows for form format found from full
function function's functions further gap general generate generatedatakey get gets give given
gives glob global go goes gone got grant granted grants group group's groups grown growth guide
had half hand handed handle handler handlererrorcode hands hanging hangs happened happens has have
head heartbeat help helps here history hold holds host hours how however http https i'm iam iam's
id identifier identity identity-based ids if ignored image immediately implicit import in incident
indent index inferred information inline inner input inside install instance instanceof instead
integer integration integrations internal interrupted into invalid invalidloggingconfiguration
invalidparameterexception investigation invoke is isn't it it's item items iterable its itself job
job's journal json jsonata judged just keep keeps kept key keyof keys kib kind kms know known
knows label lacks laid lambda lambda's language last later latest learn least leave leaves left
length lengths less let lets letters level levels lies like likely limit limits line lines list
listed lists literal little live lives load loaded local locals log log_stream_created_by_aws
logged logging logs long longer longest look looks loop lost lower machine machine's machines made
main make makes managed managed-rule manifest many map marked marker master match matched matches
matching max maximum may maybe meaning means meant member members memory mend mends merged message
messages method might milliseconds minute minutes missing mode model module money more most moved
much must name named names narrator narrowest near need needed needs neighbours neither nested
network never new newest newlines next no nobody node non none nor not note nothing now null
null-terminated number object occurred octets of off offered offers offline offset often old older
oldest on once one ones only open opens operand operation operations operator operators option
options or order ordered orders organisation organization's organizations original other others
otherwise our out outcome output outside over overrides own owner owns package page pages
paragraph parallel parameter parameters parent parents parse parsed parser part partial partition
parts pass passage passages passed passes paste pasted patch path pattern patterns pause per
perform permission permissions permitted person place placeholder places plain plan planned
platform please point pointer points policies policy polling position possible practice prefix
prefixing present previous priced pricing principal principal's print printed prints problem
problems process profile program prompt propagation properties property protocol provide provided
provider proxy pull put putevents puts qualifier query question queue quiet quota quoted quotes
raise raised ran ranks rate rather reachable reached reaches read reader readers reading reads
ready real really reason reasons received recognised record redactions redrive reference
references refers refusal refusals refused refuses region regional related release remedies remedy
remove removed repeat repeated repeating replaced report reported reports request requested
requestid requests required resource resource-based resourcenotfoundexception resources response
rest result results retried retries retry return returned returning returns revision right role
role's roles root round row rows rule rules run running runs said same satisfies satisfy save say
says scalar scenario scenarios scheduler schema schema_validation_failed scope scp scps screen
script sdk sec second seconds security see seems seen sees segment select send sends
sendtaskfailure sendtaskheartbeat sendtasksuccess sent sentence server service service's
service-linked services session session-policy set sets setting settings settled settles several
sfn shape shared short shorter should show shown shows side sides sign signal silent since single
six size sized sizes slow some soon sort source space spaces speaks special specified specify
spelled spelling stack stage stand standard standing stands start started starting starts state
state's stated statemachinealreadyexists statemachinedoesnotexist statement statements states
status stay stays stdout step steps still stood stop stopped stops story stream streams string
strings style subject submitjob subnet subnets succeed such suggest sum support supported sure
sync system table tag tags tail take taken takes target task task's tasks team tell tells template
ten terminal terminated terms test tested tests text texts than that the their them then there
these they thing this those though three throttled throttling through thrown throws time timed
timeout times timestamp title to today together token told tolerated too took tool
toomanyrequestsexception top total touches towards tower trailing transformation transition treat
triage tried trigger true trust truth try trying twice two type typeof types unable unauthorized
undefined under undo unexpected unique unit unknown unknowns unless unreachable unstated until
update updated updating upload url use used user user's users uses using usually valid validate
validated validation value values variable variables vended verb verdict verified verify version
very view void vpc wait waited waiting waits want wanted warning was wasn't way we well went were
what when where whether which while white who whoever whole whose why widens width wildcard
wildcards will wins wire with within without wizard word words work worked worker working works
would wrapped wrappings write writer writes writing written wrong year yes yet you you're your
yourself
`;

const known = new Set(words.split(/\s+/).filter(Boolean));

/** Whether this is a word: how words broken at a line's end are told from two words. */
export const isWord = (text: string): boolean => known.has(text.toLowerCase());
