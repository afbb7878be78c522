/**
 * Every timeout, limit and retry of the product, in one place. Units are in the names.
 */
export const LIMITS = {
  /** Intake. */
  telemetryEventsPerRequest: 1_000,
  telemetryBodyBytes: 1024 * 1024,
  jsonBodyBytes: 64 * 1024,
  /** An event further in the future than this is refused. */
  telemetryFutureHours: 24,
  telemetryCountMax: 1_000_000_000,
  /** As Segment's own limits. */
  segmentCallBytes: 32 * 1024,
  segmentBatchBytes: 500 * 1024,
  /** Events of accounts that no client has yet. */
  parkedPerAccount: 20_000,
  parkedTotal: 500_000,

  /** Lists. */
  pageSizeDefault: 25,
  pageSizeMax: 100,
  /** How long the order of a walk is kept after each of its pages. */
  listWalkSeconds: 600,
  /** Clients given at once to one job or one batch of queries. */
  clientBatch: 100,
  /** Keys that are looked up in one query. */
  keysPerQuery: 100,
  /** Local days rolled up by one pass over the raw events of a client. */
  rollUpDaysPerBatch: 400,
  /** From so many documents on, those that are new are inserted first: several times as fast as upserting them. */
  insertFirstFrom: 20,

  /** MongoDB. */
  mongoServerSelectionMs: 3_000,
  /** How long a new connection, and each look whether the server is there, may take. */
  mongoConnectMs: 3_000,
  mongoHeartbeatMs: 1_000,
  /** A look that takes longer says that MongoDB is away. Before the driver gives up: readers get what there is by then. */
  mongoSilenceMs: 1_500,
  /** A query on a connection that alone went silent: the monitor's own lives, so nothing else breaks it. */
  mongoSocketMs: 40_000,
  mongoMajorityWriteMs: 20_000,

  /** Redis. */
  redisConnectMs: 2_000,
  /** Silence of Redis while a command waits: the connection is given up. Before the time of a single command is up. */
  redisSilenceMs: 2_000,
  redisCommandMs: 2_500,
  redisReconnectMaxMs: 2_000,
  /** BullMQ lets a worker wait for a job for up to 10 s; a connection silent for longer is dead. */
  workerSilenceMs: 13_000,

  /** A process that starts tries again this often to reach what it needs; web answers from then on without it. */
  startRetryMs: 1_000,
  startWaitMs: 3_000,

  /** Health checks: a server that takes longer to answer is away. */
  healthPingMs: 1_500,

  /** An intake journal entry older than this belongs to a request that died; longer than any request may take. */
  intakeJournalAgeMs: 60_000,
  /** How often the worker looks for such entries, and for dirty days whose job was lost. */
  recoverEveryMs: 15_000,
  /** Journal entries that are finished together. */
  recoverEntriesPerBatch: 100,
  /** No batch is begun after this; the next run goes on with the rest. */
  recoverRunMs: 30_000,
  /** Clients whose lost roll-ups one run asks for again. */
  recoverRollUpsPerRun: 1_000,
  /** What requests under way may still have written for a client is gone this long after it was deleted or moved. */
  afterSweepMs: 120_000,
  /**
   * A deletion that was asked for and not seen to happen is watched for this long: a server that was frozen may carry it
   * out late.
   */
  removalWatchMs: 10 * 60_000,
  /** A dirty mark older than this has lost its job. */
  dirtyMarkAgeMs: 5_000,

  /** Jobs. */
  jobAttempts: 5,
  jobBackoffMs: 1_000,
  /** A worker that died is noticed after this: its jobs go to another. */
  jobLockMs: 15_000,
  jobStalledCheckMs: 5_000,
  jobsKeptCompleted: 200,
  jobsKeptFailed: 1_000,
  jobsKeptSeconds: 24 * 3600,
  workerConcurrency: 4,
  /** How often each worker looks whether Redis still knows the schedules. */
  scheduleCheckMs: 5_000,
  /** BullMQ takes jobs without a priority first, then the smallest number: the sweep waits for what people asked for. */
  sweepPriority: 10,
  /** The overview is published at most once in this time. */
  overviewEveryMs: 250,

  /** Cache. */
  cacheOverviewSeconds: 120,
  cacheClientSeconds: 120,
  cacheListSeconds: 60,
  /** A stale copy outlives its entry by this much, to be shown while one caller recomputes or the database is away. */
  cacheStaleSeconds: 24 * 3600,
  /** Lists have as many names as there are queries: their copies are kept for a short outage only. */
  cacheListStaleSeconds: 10 * 60,
  cacheLockMs: 5_000,
  cacheWaitMs: 3_000,
  cachePollMs: 25,

  /** Words of a search that count: each is a look into the index. */
  searchWords: 16,
  /** Clients whose words for search are made anew at once. */
  searchRefoldBatch: 500,
  /** Documents of earlier versions whose ids are composed at once. */
  composedIdsBatch: 500,

  /** Live stream. */
  liveStreamLength: 10_000,
  liveHeartbeatMs: 15_000,
  liveRetryMs: 2_000,
  liveViewerBuffer: 1_024,
  /** A viewer that takes nothing for so many heartbeats is not there any more. */
  liveMissedHeartbeats: 4,
  liveBlockMs: 2_000,
  /** Longer than one read waits; a connection silent for longer is dead. */
  liveSilenceMs: 4_000,
  /** Entries looked through at once for those of a client that is deleted. */
  liveForgetBatch: 500,
  /** How often the worker vouches for the live data, and how often a web process looks whether it did. */
  liveWatermarkEveryMs: 5_000,
  liveLookMs: 2_000,
  /** Live data that nobody vouched for in this time is said to be paused: two marks late, and a busy machine. */
  livePausedAfterMs: 15_000,
  /** The mark outlives any outage, so that it can be said since when. */
  liveWatermarkKeptMs: 7 * 24 * 3600 * 1000,

  /** Continuous simulated activity ends by itself. */
  simulationStreamMs: 30 * 60_000,
  simulationPulseEveryMs: 2_000,
  /** How long a stop waits for the pulse that is under way. */
  simulationSettleMs: 5_000,
  /** Entries of the log that a page begins with; how long they are kept. */
  simulationLogLength: 50,
  simulationLogKeptSeconds: 30 * 24 * 3600,
  /** A page does not wait longer for what its banner says; the browser asks again. */
  simulationBannerWaitMs: 300,

  /** Idempotency keys. */
  idempotencyKeptSeconds: 24 * 3600,
  /** A request that holds a key longer than this has died; longer than any request may take. */
  idempotencyClaimMs: 60_000,

  /** A request whose body takes longer than this to arrive is refused. */
  bodyArrivalMs: 30_000,
  /** An answer of which nothing was taken for so long is broken off: nobody reads it. */
  answerStallMs: 60_000,

  /** A shutdown waits so long for the requests under way. */
  drainMs: 12_000,
  /** What has reached the process comes to be counted as under way within this. */
  arrivalMs: 100,
  /** A shutdown that takes longer than this is cut; less than what whoever sent the signal waits (20 s, in Docker 30 s). */
  shutdownMs: 18_000,
  /** What a client waits before it tries a refused write again. */
  retryAfterSeconds: 5,
} as const;
