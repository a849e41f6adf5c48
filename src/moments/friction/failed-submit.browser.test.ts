import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { friction } from '../friction'
import { aVisit, goTo, put, watch } from '../testing'
import { after, before, on, only, wait } from './testing'

beforeEach(before)
afterEach(after)

describe('failed-submit', () => {
  const form = '<form><input required><input required type="email"><button>Send</button></form>'
  test('refused twice by the browser, however many fields are wrong', async () => {
    const get = put(form)
    const { met } = watch(friction, [only('failed-submit')])
    await userEvent.click(get('button'))
    expect(met()).toEqual([])
    await wait(0)
    await userEvent.click(get('button'))
    expect(met()).toEqual(['failed-submit 0'])
  })
  test('by Enter in a field', async () => {
    const get = put(form)
    const { met } = watch(friction, [only('failed-submit')])
    get('input').focus()
    await userEvent.keyboard('{Enter}')
    await wait(0)
    expect(met()).toEqual([])
    await userEvent.keyboard('{Enter}')
    expect(met()).toEqual(['failed-submit 0'])
  })
  test('not while a script checks what is typed, nor two forms once each', async () => {
    const get = put(`${form}<div>${form}</div>`)
    const { happened } = watch(friction, [only('failed-submit')])
    on(get('input'), 'input', () => (get('form') as HTMLFormElement).checkValidity())
    await userEvent.type(get('input'), 'abc')
    await userEvent.click(get('button'))
    await wait(0)
    await userEvent.click(get('form + div button'))
    expect(happened).not.toHaveBeenCalled()
  })
  const scripted = '<form novalidate><input><p role="alert"></p><button>Send</button></form>'
  const answer = (get: (selector: string) => HTMLElement, fail: () => boolean) =>
    get('form').addEventListener('submit', (event) => {
      event.preventDefault()
      get('input').toggleAttribute('aria-invalid', false)
      if (fail()) get('input').setAttribute('aria-invalid', 'true')
    })
  test('sent by script, and an error shows both times', async () => {
    const get = put(scripted)
    const { met } = watch(friction, [only('failed-submit')])
    answer(get, () => true)
    await userEvent.click(get('button'))
    await wait(2)
    expect(met()).toEqual([])
    await userEvent.click(get('button'))
    await wait(1)
    expect(met()).toEqual([])
    await wait(1)
    expect(met()).toEqual(['failed-submit 0'])
  })
  test('again and again, faster than it is looked at', async () => {
    const get = put(scripted)
    const { met } = watch(friction, [only('failed-submit')])
    on(get('form'), 'submit', () => (get('p').textContent = 'Wrong password'))
    answer(get, () => false)
    for (let times = 3; times; times--) await userEvent.click(get('button'))
    expect(met()).toEqual(['failed-submit 0'])
  })
  test('not when it goes well, or well the second time', async () => {
    const get = put(scripted)
    const { happened } = watch(friction, [only('failed-submit')])
    let times = 0
    answer(get, () => times++ === 0)
    for (let count = 4; count; count--) {
      await userEvent.click(get('button'))
      await wait(2)
    }
    expect(happened).not.toHaveBeenCalled()
  })
  test('by the server: the second page of the visit that comes with an error in its form', () => {
    put('<form><input aria-invalid="true"></form>')
    const around = aVisit()
    expect(watch(friction, [only('failed-submit')], around).met()).toEqual([])
    expect(watch(friction, [only('failed-submit')], around).met()).toEqual(['failed-submit 0'])
  })
  test('an error left from the page before is not one of the next', async () => {
    put('<form><input aria-invalid="true"></form>')
    const { happened } = watch(friction, [only('failed-submit', { path: '/n*' })])
    for (const path of ['/n1', '/n2', '/n1']) await goTo(path)
    expect(happened).not.toHaveBeenCalled()
  })
})
