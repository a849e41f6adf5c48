/** What is behind “⋯”: fetched when it is pressed. */
import type { Text } from '../survey/config'
import type { Behind } from '../widget/types'
import type { Asked, Shared } from './shared'

export const behind = (asked: Asked, shared: Shared, say: (text: Text) => string): Behind => ({
  level: shared.level(),
  days: asked.survey.frequency?.snoozeDays ?? 7,
  atEnd: (end) => shared.stops.push(end),
  why: async () => {
    const { why, reasonsOf, lookingBack } = await shared.load('why')
    return why({ ...reasonsOf(asked, shared, say), looksBack: await lookingBack(asked.survey, shared) })
  },
})

export { more } from '../widget/more'
