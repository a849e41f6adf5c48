/** A page is made only when the client has taken the one before. A failure is told in the log; what was sent so far ends short. */
export const stream = (parts: AsyncGenerator<string>, log: (message: string, cause?: unknown) => void): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  /** Nobody reads it any more: what was being made meanwhile has nowhere to go. */
  let isLeft = false
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await parts.next()
        if (isLeft) return
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (cause) {
        if (isLeft) return
        log('An export could not be finished', cause)
        controller.error(new Error('the export could not be finished'))
      }
    },
    async cancel() {
      isLeft = true
      await parts.return(undefined)
    },
  })
}

/** A file for a team: never kept by what lies between, never taken for a page, never for another site's. */
export const fileHeaders = (type: string, name: string): Readonly<Record<string, string>> => ({
  'content-type': type,
  'content-disposition': `attachment; filename="peakend-${name}"`,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
})
