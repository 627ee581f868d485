/** After so long without a heartbeat the worker is killed. */
export const deadlineMs = 250
