import { type Job, type JobJson, UnrecoverableError, Worker } from "bullmq";

/**
 * A worker that can take any job. BullMQ's own throws where it cannot parse what a job says, before the job is anybody's:
 * such a job stays "active" for ever and is taken up again every few seconds. Here it comes to the processor as an
 * `UnreadableData`, which no schema takes.
 */
export class JobWorker extends Worker<unknown> {
  protected override createJob(json: JobJson, jobId: string): Job<unknown> {
    if (isJson(json.data)) return super.createJob(json, jobId);
    const unreadable: UnreadableData = { unreadable: json.data };
    return super.createJob({ ...json, data: JSON.stringify(unreadable) }, jobId);
  }
}

/** Stands for text that is not JSON. */
interface UnreadableData {
  unreadable: string;
}

/** A job whose stored data is not what its queue holds. Trying again would not help. */
export class UnreadableJobError extends UnrecoverableError {
  override name = "UnreadableJobError";
}

function isJson(text: string | undefined): boolean {
  try {
    JSON.parse(text || "{}");
    return true;
  } catch {
    return false;
  }
}
