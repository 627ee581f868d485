/** After so long without a sign of life the worker is killed. */
export const deadlineMs = 250
