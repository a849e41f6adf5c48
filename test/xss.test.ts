/** The vectors of `src/xss.browser.test.tsx` again, on the built files, under the strictest policy: whatever became markup would break it. */
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { everyQuestion } from './support/questions'
import { html, openSite } from './support/site'
import { openTab } from './support/tab'
import { vectors } from './support/vectors'

const person = useBrowser()
const policy =
  "default-src 'none'; script-src 'nonce-ours' 'strict-dynamic'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

/** Several in one text: none is any less markup for what stands before it. */
const batches = Array.from({ length: Math.ceil(vectors.length / 25) }, (_, n) =>
  vectors
    .slice(25 * n, 25 * n + 25)
    .map(({ text }) => text)
    .join(' '),
)
const styles = vectors.filter(({ kind }) => kind === 'styles').map(({ text }) => text)
const touchpoint = { id: 't', stage: 'purchase', category: 'sales' } as const

const open = async () => {
  const site = await openSite(await startCollector())
  site.headers = { 'content-security-policy': policy }
  site.files.set('/icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  site.pages.set('/', html({ icon: '/icon.svg', body: '<p id="x">A place</p>' }).replaceAll('<script', '<script nonce="ours"'))
  const context = await person()
  await context.addInitScript('window.pwned = []; window.__pwned = (n) => pwned.push(n)')
  const tab = await openTab(context)
  const asked: string[] = []
  tab.page.on('request', (request) => asked.push(request.url()))
  /** No violation, no call, no request to anybody else, nothing thrown. */
  const verdict = async () => {
    const foreign = asked.filter((url) => !url.startsWith(site.url))
    expect([tab.violations, await tab.page.evaluate('pwned'), foreign, tab.pageErrors]).toEqual([[], [], [], []])
  }
  return { site, tab, verdict }
}

test('the policy bites: an image from elsewhere, and a string where a trusted type belongs, are reported', async () => {
  const { site, tab } = await open()
  site.config = { version: 1, surveys: [] }
  await tab.page.goto(site.url)
  await tab.until('ready')
  await tab.page.evaluate(() => {
    const image = document.createElement('img')
    image.src = 'https://canary.invalid/'
    document.body.append(image)
    try {
      document.body.innerHTML = '<b>bold</b>'
    } catch {
      // What was to be shown.
    }
  })
  for (const what of ['img-src', 'require-trusted-types-for']) await expect.poll(() => tab.violations.join(' ')).toContain(what)
})

test('in every text of every question type, in themes, values and endings: no violation, no call, nothing fetched', {
  timeout: 240_000,
}, async () => {
  const { site, tab, verdict } = await open()
  let shown = 0
  for (const [n, batch] of batches.entries()) {
    const surveys = everyQuestion(() => batch).map((question, at) => ({
      id: `s${at}`,
      touchpoint,
      trigger: { on: 'manual' },
      theme: { surface: styles[(n + at) % styles.length], accent: styles[(n + 2 * at) % styles.length], font: styles[at % styles.length] },
      questions: [question, { id: 'z', type: 'text', text: `${batch} {{trait.name|x}} {{brand}}` }],
      endings: [{ id: 'e', text: batch }],
    }))
    site.config = { version: 1, privacy: batch, surveys }
    await tab.page.goto(site.url)
    await tab.until('ready')
    await tab.call('identify', 'u', { name: batch })
    shown += await tab.page.evaluate(
      async (ids) => {
        const { peakend } = window as unknown as { peakend(...args: unknown[]): Promise<unknown> }
        let count = 0
        for (const id of ids) {
          if (await peakend('show', id)) count++
          const root = document.querySelector('peakend-card')?.shadowRoot
          root?.querySelector<HTMLElement>('footer button:last-child')?.click()
          await new Promise(requestAnimationFrame)
          peakend('hide')
        }
        return count
      },
      surveys.map(({ id }) => id),
    )
  }
  expect(shown).toBeGreaterThan(0.8 * batches.length * everyQuestion(() => '').length)
  await verdict()
})

test('in the inspector, and on the tab that opens a survey', { timeout: 120_000 }, async () => {
  const { site, tab, verdict } = await open()
  for (const batch of batches) {
    const questions = [{ id: 'q', type: 'csat', text: batch }]
    site.config = {
      version: 1,
      personas: [{ id: 'p', name: batch, when: { trait: batch, is: batch } }],
      surveys: [
        { id: batch, touchpoint, trigger: { on: 'event', name: batch }, audience: { trait: batch, is: batch }, questions },
        { id: 'tab', touchpoint, trigger: { on: 'launcher', text: batch }, questions },
      ],
    }
    await tab.page.goto(site.url)
    await tab.until('ready')
    await tab.call('identify', 'u', { [batch]: batch })
    await tab.call('track', batch, { [batch]: batch })
    await tab.call('inspector')
    const tabs = tab.page.getByRole('tab')
    await tabs.first().waitFor()
    for (const each of await tabs.all()) await each.click()
    await tab.call('inspector')
  }
  await verdict()
})
