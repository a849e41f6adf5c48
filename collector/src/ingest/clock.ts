const iso = (ms: number): string => new Date(ms).toISOString()

/**
 * When it happened, by our clock: `receivedAt − ageMs` (monotonic, same page load), else `receivedAt − (sentAt − createdAt)`, which cancels a
 * wrong device clock (DELIVERY, "Clock"). Never in the future, never before 1970.
 */
export const occurredAt = (receivedAtMs: number, times: { createdAt: string; sentAt: string; ageMs?: number | undefined }): string => {
  const age = times.ageMs ?? Date.parse(times.sentAt) - Date.parse(times.createdAt)
  return iso(Math.max(0, receivedAtMs - Math.max(0, Number.isFinite(age) ? age : 0)))
}
