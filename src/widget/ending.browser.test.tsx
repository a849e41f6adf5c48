import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Link } from '../survey/config'
import { hideAll, media, open, survey, why } from './testing'

beforeEach(() => media())
afterEach(hideAll)

/** A card that has come to an ending with a link, by keyboard. */
const ended = async (link?: Link) => {
  const opened = open([], {
    survey: { ...survey(why), endings: [{ id: 'thanks', text: 'Thank you for telling us.', ...(link && { link }) }] },
  })
  opened.get('h2').focus()
  opened.get('footer button:last-child').click()
  await vi.waitFor(() => expect(opened.heading()).toBe('Thank you for telling us.'))
  return opened
}

describe('the last sentence may lead somewhere', () => {
  test('by a link that opens beside the page and says so, the next stop after the sentence', async () => {
    const { root, get } = await ended({ href: '/guide', text: { en: 'How to care for it' } })
    const link = get('a') as HTMLAnchorElement
    expect([link.href, link.target, link.rel]).toEqual([`${location.origin}/guide`, '_blank', 'noopener'])
    expect(link.textContent?.trim()).toBe('How to care for it')
    expect(get('a [role=img]').getAttribute('aria-label')).toBe('(opens in a new tab)')
    expect(root.activeElement).toBe(get('h2'))
    await userEvent.keyboard('{Tab}')
    expect(root.activeElement).toBe(link)
  })
  test.each(['javascript:alert(1)', 'data:text/html,x', '//elsewhere.example', 'https://shop.example@evil.example/'])(
    'an address that is none to be led to is no link: %s',
    async (href) => {
      const { root } = await ended({ href, text: 'Here' })
      expect(root.querySelector('a')).toBeNull()
      expect(root.textContent).toContain('Here')
    },
  )
  test('without one there is none, and back again it is gone', async () => {
    expect((await ended()).root.querySelector('a')).toBeNull()
    hideAll()
    const { root, get, heading } = await ended({ href: '/guide', text: 'Here' })
    get('.back').click()
    expect(heading()).toBe('What could be better?')
    expect(root.querySelector('a')).toBeNull()
  })
})
