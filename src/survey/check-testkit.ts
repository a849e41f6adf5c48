export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Node = { [key: string]: Json }

/** A small valid configuration; `change` spoils it. */
export const valid = (): Node => ({
  version: 1,
  touchpoints: [{ id: 'confirmation', stage: 'purchase', category: 'sales' }],
  personas: [{ id: 'new', when: { trait: 'orders', is: 1 } }],
  surveys: [
    {
      id: 'checkout',
      touchpoint: 'confirmation',
      trigger: { on: 'event', name: 'order_completed', where: { prop: 'total', gte: 50 } },
      audience: { all: [{ persona: 'new' }, { context: 'device', in: ['mobile'] }] },
      questions: [
        {
          id: 'csat',
          type: 'csat',
          text: 'How did it go?',
          next: [{ when: { answer: 'csat', lte: 2 }, goTo: 'why' }, { end: 'thanks' }],
        },
        { id: 'why', type: 'choice', text: 'Why?', options: [{ id: 'price', text: 'Price' }] },
      ],
      endings: [{ id: 'thanks', text: 'Thank you' }],
    },
    {
      id: 'nps',
      touchpoint: 'confirmation',
      trigger: { on: 'page', path: '/' },
      questions: [{ id: 'nps', type: 'nps', text: 'Recommend?' }],
    },
  ],
})

/** Sets (or with undefined removes) the value at `surveys.0.id`. */
export const change = (config: Node, path: string, value: Json | undefined): Node => {
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const parent = keys.reduce((node, key) => node[key] as Node, config)
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return config
}
