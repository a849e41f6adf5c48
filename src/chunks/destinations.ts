/** The destinations chunk: where answers go, where it is more than one address that takes CloudEvents as they are. */
import { destinationsOf } from '../core/destinations'
import type { Endpoint } from '../outbox/sender'
import { createShape, type Shape } from '../outbox/shape'
import type { Shared } from './shared'

/** None where the options cannot be right: then all is kept, as without an endpoint. */
export const endpointsOf = ({
  options,
  load,
  fail,
  memory,
  emit,
}: Pick<Shared, 'options' | 'load' | 'fail' | 'memory' | 'emit'>): Endpoint[] => {
  try {
    const all = destinationsOf(options)
    // Nobody will ask for them.
    if (!all.some(({ format }) => format === 'cloudevents')) memory.set({ counts: undefined })
    return all.map((destination): Endpoint => {
      const { id, url, format, requireReceipt = false } = destination
      const isForeign = format !== 'cloudevents' || !!destination.transform
      const make = async (): Promise<Shape> => {
        const made = format === 'cloudevents' ? undefined : await load(`to-${format}`)
        return createShape({
          ...destination,
          ...made,
          beforeSend: options.beforeSend,
          fail,
          vetoed: (count) => emit('loss', { code: 'vetoed', count, endpoint: id }),
        })
      }
      let shape: Promise<Shape | undefined> | undefined
      return {
        id,
        url,
        isForeign,
        requireReceipt,
        ...((isForeign || options.beforeSend) && {
          shape: () =>
            (shape ??= make().catch((): undefined => {
              // Told by whoever loads chunks; tried again with the next attempt.
              shape = undefined
            })),
        }),
      }
    })
  } catch (error) {
    fail('bad-option', error)
    return []
  }
}
