import { describe, expect, test } from 'vitest'
import { type Difference, nearMisses } from './near-misses'

describe('a name that was probably meant', () => {
  test.each<[seen: string, configured: string, by: Difference]>([
    ['Order_Completed', 'order_completed', 'case'],
    ['orderCompleted', 'order_completed', 'separators'],
    ['order-completed', 'order_completed', 'separators'],
    ['order.completed', 'order_completed', 'separators'],
    ['Order Completed', 'order_completed', 'separators'],
    ['ordercompleted', 'order_completed', 'separators'],
    ['order_complete', 'order_completed', 'form'],
    ['order_completing', 'orders_completed', 'form'],
    ['deliveries_received', 'delivery_received', 'form'],
    ['parcel_ship', 'parcel_shipped', 'form'],
    ['buy', 'bought', 'form'],
    ['chat-closes', 'chatClosed', 'form'],
    ['completed_order', 'order_completed', 'order'],
    ['order_compelted', 'order_completed', 'spelling'],
    ['chat_endet', 'chat_ended', 'spelling'],
    ['étape_terminé', 'étape_terminée', 'form'],
  ])('%s, where %s is configured: %s', (seen, configured, by) => {
    expect(nearMisses([seen], [configured])).toEqual([{ seen, configured, by }])
  })
})

test.each([
  ['page_view', 'order_completed'],
  ['chat_opened', 'chat_ended'],
  ['cart', 'card'],
  ['order_cancelled', 'order_completed'],
  ['a', 'b'],
  ['', 'x'],
])('%s is not %s', (seen, configured) => expect(nearMisses([seen], [configured])).toEqual([]))

test('what came as configured is no miss, and takes no other’s place', () => {
  expect(nearMisses(['order_completed', 'order_complete'], ['order_completed'])).toEqual([])
  expect(nearMisses(['order_completed'], ['order_completed', 'order_complete'])).toEqual([])
})

test('of several the one that differs least', () => {
  expect(nearMisses(['order_complet', 'completed_order', 'orderCompleted', 'order_complete'], ['order_completed'])).toEqual([
    { seen: 'orderCompleted', configured: 'order_completed', by: 'separators' },
  ])
})
