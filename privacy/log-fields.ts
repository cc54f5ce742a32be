/**
 * The allow-list of the logs. log-line.ts applies it to the finished line, after pino and whatever wraps it, so
 * there is no way around it. What is not listed is dropped and counted in `droppedFields`; a listed field whose value
 * is not a code, an id, a number or a time reads `[hidden]`.
 */
export const LOG_FIELDS: ReadonlySet<string> = new Set(
  [
    // The line itself.
    'level time pid process identity version buildId mode part',
    // Our records: opaque ids and codes.
    'caseId applicationId clearanceId checkId requestId commandId deadlineId noticeId outboxId inboxId ledgerId',
    'documentId keyId organId contractorId providerId sub role stage action kind code event result reason',
    'seq lastSeq dueAt now offsetMs',
    // The engine.
    'namespace workflowId workflowType runId activityId activityType taskQueue attempt scheduleId signalName',
    'queryType updateName eventId target sdkComponent grpcStatus',
    // Work done, and how long it took.
    'count total filed rung sent failed repaired payloads durationMs waitMs ageMs responseTime',
    // Processes, HTTP and the database.
    'reqId port url address signal exitCode childPid database migration',
  ].flatMap((line) => line.split(' ')),
);
